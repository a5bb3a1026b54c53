import type { SecretMatch } from "../core/stages.ts";
import type { TextView } from "../core/text.ts";
import { assignedName } from "./assigned-name.ts";

/** Bytes on both sides of a match that its pattern's look-around and the name in front of it can see. */
export const MARGIN = 256;

/** Begin and end in the text of a view, in UTF-16 code units. */
export type MatchIndices = readonly [start: number, end: number];

/** What an engine says of a match. */
export interface FoundMatch {
  readonly whole: MatchIndices;
  readonly value: MatchIndices;
  /** Where the pattern has a group for it and that took part. */
  readonly name: string | undefined;
}

/** Gives a match its bytes, and the name that its value is assigned to. */
export function placedMatch(view: TextView, { whole, value: [from, to], name: own }: FoundMatch): SecretMatch {
  const start = view.byteAt(whole[0]);
  const secret = { start: view.byteAt(from), end: view.byteAt(to) };
  const name = own ?? assignedName(view.text.slice(Math.max(0, from - 200), from));
  return {
    span: { start, end: view.byteAt(whole[1]) },
    secret,
    value: view.text.slice(from, to),
    quoted: /["'`]/.test(view.text[from - 1] ?? ""),
    ...(name === undefined ? {} : { name }),
  };
}
