import { evaluate, type Known } from "../gitlab-ci/condition.ts";

/** Texts, patterns and names of a condition: `build.pull_request.id != null && build.branch =~ /^release/`. */
const PART =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/(?:[^/\\\n]|\\.)+\/[a-z]*|build\.env\(\s*["'](?<env>\w+)["']\s*\)|(?<not>!)?(?<name>[A-Za-z_][\w.]*)|(?<number>\d+)/g;

/**
 * Whether a condition of `if` holds; undefined where that depends on what is not known. Names are asked for with their dots,
 * variables as `env.NAME`. The language is that of GitLab's rules but for the names.
 */
export function holds(condition: string, knownOf: (name: string) => Known): boolean | undefined {
  // What is filled in while the pipeline is uploaded is not known.
  if (condition.includes("$")) return undefined;
  const names: string[] = [];
  const translated = condition.replaceAll(PART, (written, ...rest) => {
    const { env, not, name, number } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (env !== undefined) return `$n${names.push(`env.${env}`) - 1}`;
    if (not !== undefined && name !== undefined) return denied(knownOf(name), written);
    if (name === "null") return name;
    if (name === "true" || name === "false") return `"${name}"`;
    if (name !== undefined) return `$n${names.push(name) - 1}`;
    return number === undefined ? written : `"${number}"`;
  });
  return evaluate(translated, (name) => knownOf(names[Number(name.slice(1))] ?? ""));
}

/** `!name` as a comparison, which has no such operator; left as it is, and so unknown, where that is not known. */
function denied(known: Known, written: string): string {
  if (known === undefined) return written;
  const isFalse = known === "unset" || (known !== "set" && /^(?:|false)$/.test(known.text));
  return isFalse ? "null == null" : 'null == ""';
}
