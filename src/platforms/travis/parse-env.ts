import { isNull, scalarOf, valueOf } from "../document/access.ts";
import { partOfScalar } from "../document/part-of-scalar.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { Binding } from "../environment/reach.ts";
import type { Environment } from "./model.ts";

/** Keys of `env` that hold variables of every job, and of each job of the matrix. */
const LEVELS: ReadonlySet<string> = new Set(["global", "jobs", "matrix"]);

/** Variables of `env` as a whole: those of every job, and those of which each job gets some. */
export function parseEnv(node: DocumentNode | undefined): { readonly global: Environment; readonly jobs: Environment } {
  const hasLevels = node?.kind === "map" && node.entries.some(({ key }) => LEVELS.has(key.value));
  if (!hasLevels) return { global: NOTHING, jobs: parseVariables(node) };
  const jobs = [parseVariables(valueOf(node, "jobs")), parseVariables(valueOf(node, "matrix"))];
  return { global: parseVariables(valueOf(node, "global")), jobs: joined(jobs) };
}

const NOTHING: Environment = { variables: [], nameless: [] };

export const joined = (parts: readonly Environment[]): Environment => ({
  variables: parts.flatMap(({ variables }) => variables),
  nameless: parts.flatMap(({ nameless }) => nameless),
});

/** A line of assignments, a map of variables, or a list of both. */
function parseVariables(node: DocumentNode | undefined): Environment {
  if (node === undefined) return NOTHING;
  if (node.kind === "sequence") return joined(node.items.map(parseVariables));
  if (node.kind === "scalar") return { variables: isNull(node) ? [] : assignmentsIn(node), nameless: [] };
  const nameless = scalarOf(node, "secure");
  return { variables: bindingsOf(node), nameless: nameless === undefined ? [] : [nameless] };
}

function bindingsOf({ entries }: Mapping): Binding[] {
  return entries.flatMap(({ key, value }): Binding[] => {
    if (key.value === "secure") return [];
    if (value.kind === "scalar") return isNull(value) ? [] : [{ name: key, value, secured: false }];
    const secret = scalarOf(value, "secure");
    if (secret !== undefined) return [{ name: key, secured: true }];
    // A variable with a value a job.
    const values =
      value.kind === "sequence" ? value.items.filter((item): item is Scalar => item.kind === "scalar") : [];
    return values.map((one) => ({ name: key, value: one, secured: false }));
  });
}

const ASSIGNMENT =
  /(?<=^|\s)(?<name>[A-Za-z_]\w{0,200})=(?<value>"(?:[^"\\]|\\.){0,4000}"|'[^']{0,4000}'|\$\([^)]{0,4000}\)|\S{0,4000})/g;

/** The assignments of a line such as `A=b C="d e"`. */
function assignmentsIn(line: Scalar): Binding[] {
  return Array.from(line.value.matchAll(ASSIGNMENT), ({ index, 0: written, groups }) => {
    const { name = "", value = "" } = groups ?? {};
    const quotes = /^(["']).*\1$/s.test(value) && value.length > 1 ? 1 : 0;
    const end = index + written.length;
    const start = end - value.length;
    return {
      name: partOfScalar(line, index, index + name.length),
      value: partOfScalar(line, start + quotes, end - quotes),
      secured: false,
    };
  });
}
