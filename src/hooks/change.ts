import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import { type BytePath, openable, parentOf, realPath, textOfPath } from "../files/byte-path.ts";
import { systemWords } from "../files/system-errors.ts";

/** One change to the files that hooks consist of. Content is bytes, one Latin-1 character each. */
export type Change =
  /** The file comes to be with this mode, or keeps its own where it is there and `mode` is absent. */
  | { readonly kind: "write"; readonly path: BytePath; readonly content: string; readonly mode?: number }
  | { readonly kind: "move"; readonly from: BytePath; readonly to: BytePath }
  | { readonly kind: "remove"; readonly path: BytePath };

/** A change in words, for people who only want to see what would be done. */
export function describeChange(change: Change): string {
  if (change.kind === "move") return `move ${textOfPath(change.from)} to ${textOfPath(change.to)}`;
  return `${change.kind} ${textOfPath(change.path)}`;
}

type Undo = () => void;

/** Makes the changes in their order. Where one fails, those before it are taken back and a ScanError is thrown. */
export function carryOut(changes: readonly Change[]): void {
  const done: Undo[] = [];
  for (const change of changes) {
    try {
      done.push(make(change));
    } catch (error) {
      for (const undo of done.toReversed()) undo();
      const path = textOfPath(change.kind === "move" ? change.from : change.path);
      const verb = { write: "written", move: "moved", remove: "removed" }[change.kind];
      throw new ScanError(
        `${path} cannot be ${verb}: ${systemWords(error)}`,
        "Nothing was changed; run it again where you may write, or change the file by hand.",
        { cause: error },
      );
    }
  }
}

function make(change: Change): Undo {
  switch (change.kind) {
    case "write":
      return write(change.path, change.content, change.mode);
    case "move": {
      const { from, to } = change;
      const over = readable(to);
      renameSync(openable(from), openable(to));
      return () => {
        renameSync(openable(to), openable(from));
        over?.();
      };
    }
    case "remove": {
      const back = readable(change.path);
      rmSync(openable(change.path));
      return () => back?.();
    }
  }
}

/** How to bring back a file as it is now; undefined where there is none to read. */
function readable(path: BytePath): Undo | undefined {
  try {
    const content = readFileSync(openable(path)).toString("latin1");
    const { mode } = statSync(openable(path));
    return () => void write(path, content, mode & 0o777);
  } catch {
    return undefined;
  }
}

/** Writes aside and puts it in place at once, so that git never meets half a hook. A link stays, and what it leads to changes. */
function write(path: BytePath, content: string, mode: number | undefined): Undo {
  const back = readable(path);
  const target = back === undefined ? path : realPath(path);
  mkdirSync(openable(parentOf(target)), { recursive: true });
  const aside = `${target}.${randomUUID()}`;
  try {
    const wanted = mode ?? (back === undefined ? 0o644 : statSync(openable(target)).mode & 0o777);
    writeFileSync(openable(aside), Buffer.from(content, "latin1"), { flag: "wx", mode: wanted });
    if (mode === undefined && back !== undefined) chmodSync(openable(aside), wanted);
    renameSync(openable(aside), openable(target));
  } catch (error) {
    rmSync(openable(aside), { force: true });
    throw error;
  }
  return back ?? (() => rmSync(openable(path), { force: true }));
}
