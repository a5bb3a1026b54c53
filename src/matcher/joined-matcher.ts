import type { SecretRule } from "../core/rule.ts";
import { buildAnchorTable } from "./anchor-table.ts";
import { eachLiteral } from "./literal-matcher.ts";
import { type Matcher, type RuleStarts, Starts } from "./matcher.ts";

/**
 * A matcher of more rules than one was made for: the others' literals are looked for beside it, in plain TypeScript. Their
 * indices begin at `count`. Of rules without a literal all content is said to be a place.
 */
export function joinMatchers(matcher: Matcher, count: number, added: readonly SecretRule[]): Matcher {
  if (added.length === 0) return matcher;
  const table = buildAnchorTable(added);
  const slow = added.flatMap(({ anchors }, index) => (anchors.length === 0 ? [index] : []));
  const { buffer, anchors } = matcher;
  return {
    find(unit) {
      const { rules, ...others } = matcher.find(unit);
      const starts = new Starts();
      eachLiteral(unit.bytes, table, (rule, start) => starts.add(rule, start, (added[rule] as SecretRule).reach));
      const whole = slow.map((rule): RuleStarts => ({ rule, starts: [{ start: 0, end: unit.bytes.length + 1 }] }));
      const found = [...starts.inOrder(), ...whole].sort((a, b) => a.rule - b.rule);
      return { ...others, rules: [...rules, ...found.map((one) => ({ ...one, rule: one.rule + count }))] };
    },
    ...(buffer === undefined ? {} : { buffer }),
    ...(anchors === undefined || buffer === undefined
      ? {}
      : {
          anchors(length, kind, note) {
            // Such a rule has too many places anywhere.
            if (slow.length > 0 || !anchors(length, kind, note)) return false;
            eachLiteral(buffer.subarray(0, length), table, (rule, start) =>
              note(rule + count, start, (added[rule] as SecretRule).reach),
            );
            return true;
          },
        }),
  };
}
