import { valueOf } from "../document/access.ts";
import type { DocumentNode } from "../document/tree.ts";
import { matchesPattern } from "../pattern/matches-pattern.ts";
import { evaluateText, type KnownValue } from "./condition-text.ts";
import { expressionsIn } from "./expressions.ts";

/** Whether a condition of `when` holds: a truth value, an expression, or a map of `and`, `or`, `not`, `equal` and `matches`. */
export function evaluate(node: DocumentNode | undefined, known: KnownValue): boolean | undefined {
  if (node?.kind === "scalar") return evaluateScalar(node.value, known);
  if (node?.kind !== "map") return undefined;
  const [entry] = node.entries;
  const items = entry?.value.kind === "sequence" ? entry.value.items : [];
  switch (entry?.key.value) {
    case "and":
      return all(items.map((item) => evaluate(item, known)));
    case "or":
      return not(all(items.map((item) => not(evaluate(item, known)))));
    case "not":
      return not(evaluate(entry.value, known));
    case "equal":
      return equal(items, known);
    case "matches":
      return matches(textOf(valueOf(entry.value, "pattern"), known), textOf(valueOf(entry.value, "value"), known));
    default:
      return undefined;
  }
}

const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

function all(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function evaluateScalar(text: string, known: KnownValue): boolean | undefined {
  const filled = fill(text, known);
  // Expressions stand without brackets: `pipeline.git.branch == "main"`.
  if (/\bpipeline\.|==|!=|=~/.test(text) && !text.includes("<<")) return evaluateText(text, known);
  return filled === undefined ? undefined : !/^(?:|false|0|null|no)$/i.test(filled.trim());
}

function equal(items: readonly DocumentNode[], known: KnownValue): boolean | undefined {
  const texts = items.map((item) => textOf(item, known));
  const [first] = texts;
  const others = texts.filter((text) => text !== undefined && text !== first);
  if (first !== undefined && others.length > 0) return false;
  return texts.includes(undefined) ? undefined : true;
}

/** A regular expression that has to match the whole text. */
export function matches(pattern: string | undefined, text: string | undefined): boolean | undefined {
  if (pattern === undefined || text === undefined || pattern.length > MAX_PATTERN) return undefined;
  return matchesPattern(`^(?:${pattern})$`, text);
}

/** Patterns of branches are short. A long one may be made to take for ever. */
const MAX_PATTERN = 200;

const textOf = (node: DocumentNode | undefined, known: KnownValue): string | undefined =>
  node?.kind === "scalar" ? fill(node.value, known) : undefined;

/** A text with its expressions filled in; undefined where one is not known. */
function fill(text: string, known: KnownValue): string | undefined {
  let filled = "";
  let from = 0;
  for (const { name, start, end } of expressionsIn(text)) {
    const value = known(name);
    if (value === undefined) return undefined;
    filled += text.slice(from, start) + value;
    from = end;
  }
  return filled + text.slice(from);
}
