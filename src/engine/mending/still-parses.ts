import { unitOf } from "../../core/source.ts";
import type { ReadTree } from "../../core/tree-reading.ts";
import { remembered } from "../../platforms/flow/remembered.ts";
import { attempt } from "../attempt.ts";
import type { Contents } from "./contents.ts";

/** Whether a source file parses; undefined for what is none, or cannot be told. */
function parses(path: string, bytes: Uint8Array, readTree: ReadTree): boolean | undefined {
  return attempt({ subject: path, step: "parsing", report: () => {} }, () => {
    const reading = readTree(unitOf(path, bytes));
    if (reading === undefined) return false;
    const { isWhole } = reading;
    reading.release();
    return isWhole;
  });
}

/** What a parser says of files as they are, each of which is asked about for every change. */
const answersOf = remembered((_: ReadTree) => new WeakMap<Uint8Array, { readonly parses: boolean | undefined }>());

function parsedBefore(path: string, bytes: Uint8Array, readTree: ReadTree): boolean | undefined {
  const answers = answersOf(readTree);
  const known = answers.get(bytes) ?? { parses: parses(path, bytes, readTree) };
  answers.set(bytes, known);
  return known.parses;
}

/** Why changes of source files are not good, as a clause: one that parsed would not any more. Undefined where all is well. */
export function brokenBy(changes: Contents, before: Contents, readTree: ReadTree | undefined): string | undefined {
  if (readTree === undefined) return undefined;
  for (const [path, bytes] of changes) {
    const old = before.get(path);
    if (old === undefined || parsedBefore(path, old, readTree) !== true) continue;
    if (parses(path, bytes, readTree) === false) return `with it, ${path} would not parse any more`;
  }
  return undefined;
}
