import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE } from "../../config/find-config.ts";
import type { TriedDraft } from "./try-drafts.ts";
import type { OutputFile } from "./write-imported.ts";

/** What the examples of rules say of them, as sentences. */
export function draftTodos(drafts: readonly TriedDraft[]): readonly string[] {
  return drafts
    .filter(({ faults }) => faults.length > 0)
    .map(
      ({ path, faults }) =>
        `Mend ${path}: ${faults.join("; ")}. Then take \`.todo\` off its name, and name it under \`ruleFiles\` if no item there does.`,
    );
}

/** Absolute paths. */
interface Places {
  readonly root: string;
  /** Where the configuration went. */
  readonly place: string;
  /** The baseline that scans read. */
  readonly baselineFile: string;
}

/** What is left to do with the files that were written, as sentences. */
export function nextSteps(outputs: readonly OutputFile[], places: Places): readonly string[] {
  return outputs.flatMap((output) => {
    if (output.entries !== undefined) return [baselineStep(output, places)];
    return output.file === places.place ? [configStep(output, places)] : [];
  });
}

function configStep({ file, shown }: OutputFile, { root }: Places): string {
  const usual = join(root, CONFIG_FILE);
  if (file === usual) return "Read sealint.yaml, run `sealint scan`, and commit it.";
  return existsSync(usual)
    ? `Copy what you want from ${shown} into sealint.yaml: there is a sealint.yaml, which was left as it is.`
    : `Name it with \`--config ${shown}\`, or rename it: scans read sealint.yaml at the root alone.`;
}

function baselineStep({ file, shown }: OutputFile, { baselineFile }: Places): string {
  return file === baselineFile
    ? `Commit ${shown}. What it holds is not reported, and has to be revoked where it is real.`
    : `Copy the lines of entries from ${shown} into the baseline that is there, which was left as it is.`;
}
