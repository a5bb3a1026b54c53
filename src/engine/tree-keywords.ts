import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { viewText } from "../core/text.ts";

const compiled = new WeakMap<SecretRule, RegExp>();

/** A pattern of the words of a rule with the detector `tree`, in either case. */
export function keywordsOf(rule: SecretRule): RegExp {
  const known = compiled.get(rule);
  if (known !== undefined) return known;
  const pattern = new RegExp(rule.anchors.map(({ text }) => literally(text)).join("|"), "gi");
  compiled.set(rule, pattern);
  return pattern;
}

const literally = (text: string): string =>
  text.replaceAll(/\W/g, (sign) => (sign === "\n" ? "\\n" : sign === "\r" ? "\\r" : `\\${sign}`));

/** Bytes that the longest word has at most. */
const LONGEST = 64;

/** Whether one of a rule's words begins in some stretches of a unit: a matcher may name stretches in which none does. */
export function hasKeyword({ bytes }: Unit, starts: readonly Span[], rule: SecretRule): boolean {
  const keyword = keywordsOf(rule);
  return starts.some(({ start, end }) => {
    const view = viewText(bytes, { start, end: end + LONGEST });
    keyword.lastIndex = view.indexAt(start);
    const found = keyword.exec(view.text);
    return found !== null && view.byteAt(found.index) < end;
  });
}
