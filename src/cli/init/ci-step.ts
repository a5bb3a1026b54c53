import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Forge } from "./forge.ts";
import type { Gate } from "./gate.ts";
import type { Planned } from "./step.ts";
import { writeNew } from "./write-new.ts";

/** The file that makes a CI system run sealint, or what to add to the one that is there. */
export function planCi(forge: Forge, gate: Gate, root: string, prefix: string): Planned {
  const { title, files, afterwards = [] } = forge;
  const there = files.find((path) => existsSync(join(root, path)));
  if (there !== undefined) return addition(forge, gate, join(root, there), `${prefix}${there}`);
  const [path] = files;
  const shown = `${prefix}${path}`;
  const text = forge.file(gate);
  return {
    kind: "step",
    step: {
      question: `Write ${shown}, so that ${title} runs sealint?`,
      offer: `write ${shown} for ${title}`,
      shown: [{ title: shown, text }],
      carryOut: () => {
        writeNew(root, path, shown, text);
        return [`Wrote ${shown}.`, ...afterwards, ...notesOf(gate)];
      },
    },
  };
}

function addition({ title, where, ...forge }: Forge, gate: Gate, file: string, shown: string): Planned {
  if (mentionsSealint(file))
    return { kind: "nothing", lines: [`${shown} is there already and has a word on sealint, so it stays as it is.`] };
  return {
    kind: "nothing",
    lines: [
      `${shown} is there already, and is not written over: ${title} runs sealint once you add it.`,
      ...notesOf(gate),
    ],
    shown: [{ title: where, text: forge.addition(gate) }],
  };
}

const notesOf = ({ note }: Gate): string[] => (note === undefined ? [] : [note]);

function mentionsSealint(file: string): boolean {
  try {
    return readFileSync(file, "utf8").includes("sealint");
  } catch {
    return false;
  }
}
