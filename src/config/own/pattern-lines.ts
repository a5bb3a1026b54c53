import type { Allowance, Written } from "../../core/acceptance.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { decode } from "../../core/text.ts";
import { positionOf } from "../../documents/position.ts";
import { nodeAt, scalarsOf, type YamlNode, type YamlPath } from "../../documents/yaml-tree.ts";
import type { ConfigDocument } from "../layer.ts";

/** Lines of files, by their paths, on which patterns, templates of examples or names of secrets stand. */
export type PatternLines = Map<string, Set<number>>;

const PATTERNS: readonly YamlPath[] = [["token"], ["pattern"], ["named", "value"], ["requires", "pattern"]];
const EXAMPLES: readonly YamlPath[] = [
  ["examples", "flag"],
  ["examples", "ok"],
];

/** Names of secrets in a policy; those of its exceptions stand in a list. */
const NAMES: readonly YamlPath[] = [
  ["forbid", "secret"],
  ["for", "secret"],
  ["require", "secret"],
];

/** Notes the lines of what is written at a path of a document: those of patterns that are more than a literal, of examples that hold a template or a mark, and of names. */
export function notePatternLines(
  lines: PatternLines,
  { path, bytes }: ConfigDocument,
  root: YamlNode,
  at: YamlPath,
): void {
  const note = (paths: readonly YamlPath[], counts: RegExp): void => {
    for (const { span } of paths.flatMap((below) => scalarsOf(nodeAt(root, [...at, ...below])))) {
      const first = positionOf(bytes, span.start).line;
      for (const [index, text] of decode(bytes, span).split("\n").entries()) {
        if (!counts.test(text)) continue;
        const known = lines.get(path) ?? new Set();
        lines.set(path, known.add(first + index));
      }
    }
  };
  note(PATTERNS, /[\[\\(]/);
  note(EXAMPLES, /[‹«]/);
  const exceptions = nodeAt(root, [...at, "allow"]);
  const count = exceptions?.kind === "list" ? exceptions.items.length : 0;
  const inExceptions = Array.from({ length: count }, (_, index): YamlPath => ["allow", index, "secret"]);
  note([...NAMES, ...inExceptions], /\*|^[A-Z][A-Z\d_]*$/);
}

/** Accepts on such lines what only a name gives away: a pattern under `token:` looks like a value, and is none. */
export function patternAllowance(lines: PatternLines, known: readonly RuleMeta[], written: Written): Allowance {
  return {
    key: "patterns and examples of own rules",
    reason: "It stands in a pattern or an example of one of the repository's own rules.",
    written,
    ruleIds: new Set(known.map(({ id }) => id).filter((id) => id.startsWith("generic/"))),
    isStanding: true,
    accepts: ({ location }) => lines.get(location.path)?.has(location.start.line) === true,
  };
}
