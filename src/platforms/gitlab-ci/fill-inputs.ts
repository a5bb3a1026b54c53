import { valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, FilledPart, Mapping, Scalar } from "../document/tree.ts";
import { asOneText, readInterpolation } from "./interpolation.ts";
import { interpolationsIn } from "./variables-in.ts";

/** What each input of a file is given, by its name. */
export type Given = ReadonlyMap<string, DocumentNode>;

/** What the inputs of a file's header are where nobody gives anything. */
export function defaultsOf(header: DocumentNode): Given {
  const inputs = valueOf(valueOf(header, "spec"), "inputs");
  if (inputs?.kind !== "map") return new Map();
  return new Map(
    inputs.entries.flatMap(({ key, value }) => {
      const written = valueOf(value, "default");
      return written === undefined ? [] : [[key.value, written] as const];
    }),
  );
}

/** What an `inputs:` hands over, by the names. */
export const handedBy = (inputs: Mapping | undefined): Given =>
  new Map((inputs?.entries ?? []).map(({ key, value }) => [key.value, value]));

/** A pipeline with what its inputs are given in their places, as GitLab reads it; a hole that nothing is known of stays. */
export function fillInputs(root: Mapping, given: Given): Mapping {
  if (given.size === 0) return root;
  // Aliases are one node in many places, and are filled in once.
  const filled = new Map<DocumentNode, DocumentNode>();
  const fill = (node: DocumentNode): DocumentNode => {
    const known = filled.get(node);
    if (known !== undefined) return known;
    const result = node.kind === "scalar" ? fillScalar(node, given) : fillWithin(node);
    filled.set(node, result);
    return result;
  };
  const fillWithin = (node: Exclude<DocumentNode, Scalar>): DocumentNode => {
    if (node.kind === "sequence") return { ...node, items: node.items.map(fill) };
    return { ...node, entries: node.entries.map(fillEntry) };
  };
  const fillEntry = ({ key, value }: Entry): Entry => {
    const name = fillScalar(key, given);
    return { key: name.kind === "scalar" ? name : key, value: fill(value) };
  };
  return { ...root, entries: root.entries.map(fillEntry) };
}

/** Longer texts are left as they are: nobody writes one by hand. */
const MAX_FILLED = 1_000_000;

function fillScalar(scalar: Scalar, given: Given): DocumentNode {
  if (!scalar.value.includes("$[[")) return scalar;
  const holes = interpolationsIn(scalar.value);
  const [only] = holes;
  if (only !== undefined && only.start === 0 && only.end === scalar.value.length) {
    const whole = given.get(readInterpolation(scalar.value)?.input ?? "");
    if (whole !== undefined && whole.kind !== "scalar") return whole;
  }
  let value = "";
  let from = 0;
  const parts: FilledPart[] = [];
  for (const { start, end } of holes) {
    const asked = readInterpolation(scalar.value.slice(start, end));
    const node = asked === undefined ? undefined : given.get(asked.input);
    if (asked === undefined || node?.kind !== "scalar") continue;
    const text = asOneText(node, asked.functions);
    if (text === undefined) continue;
    value += scalar.value.slice(from, start);
    const at = value.length;
    value += text;
    const isWhole = text === node.value;
    parts.push({
      start: at,
      end: value.length,
      from: start,
      to: end,
      name: asked.input,
      ...(isWhole && { given: node }),
    });
    from = end;
    if (value.length > MAX_FILLED) return scalar;
  }
  if (parts.length === 0) return scalar;
  return { ...scalar, value: value + scalar.value.slice(from), filled: { original: scalar, parts } };
}
