import { fillExample } from "../../src/catalogue/template.ts";
import { type Problem, unitOf } from "../../src/core/source.ts";
import type { SecretMatch } from "../../src/core/stages.ts";
import { assignmentDetector } from "../../src/detectors/assignment.ts";
import { catalogue } from "./catalogue.ts";

const rule = catalogue.rules.find(({ id }) => id === "generic/assigned-secret");
if (rule === undefined) throw new Error("there is no rule generic/assigned-secret");
const run = assignmentDetector.prepare(rule);

/** What the detector sees in a file before anything is judged, in the order of the values' places. */
export function assignedIn(
  path: string,
  content: string | Uint8Array,
  report: (problem: Problem) => void = () => {},
): SecretMatch[] {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const found = [...run(unitOf(path, bytes), [{ start: 0, end: bytes.length + 1 }], report)];
  return found.sort((a, b) => a.secret.start - b.secret.start);
}

/**
 * Names and values, as `name=value`, that are marked in a template, and those that are found: the name of each mark in the order of
 * `names`.
 */
export function markedAndFound(
  path: string,
  template: string,
  names: readonly string[],
): { readonly marked: readonly string[]; readonly found: readonly string[] } {
  const { text, marks } = fillExample(template, path);
  const bytes = Buffer.from(text);
  const at = ({ start, end }: { start: number; end: number }): string => bytes.subarray(start, end).toString();
  return {
    marked: marks.map((mark, index) => `${names[index] ?? "?"}=${at(mark)}`),
    found: assignedIn(path, bytes).map(({ name, secret }) => `${name}=${at(secret)}`),
  };
}
