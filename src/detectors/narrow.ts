import { isAscii } from "node:buffer";
import { once } from "../core/once.ts";
import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import { mergeSpans, type Span } from "../core/span.ts";
import { viewText } from "../core/text.ts";
import { createFindLiteral } from "./literal-finder.ts";

/** Cuts the stretches in which matches may begin down to what is in front of one of the rule's own literals: mostly to nothing. */
export interface Narrow {
  /** Set where a match begins with the literal, so that it is tried at the begin of each stretch only. */
  readonly atBegin: boolean;
  /** In order, none overlapping the next; undefined where the content does not allow it. */
  spans(unit: Unit, starts: readonly Span[]): readonly Span[] | undefined;
}

/** Bytes that one character of look-around needs. */
const LOOK_AROUND = 4;

const NOWHERE: readonly Span[] = [];

export function prepareNarrow({ opening, flags, reach }: SecretRule): Narrow | undefined {
  if (opening === undefined) return undefined;
  const { literals, lead, tail } = opening;
  const findLiteral = createFindLiteral(literals);
  const longest = Math.max(...literals.map(({ text }) => text.length));
  const fromLiteral = once(() => new RegExp(tail?.source ?? "", `${flags}y`));
  const ignoresCase = flags.includes("i");

  /** Tells of literals that stand in a stretch whether the pattern may go on from them. The text is made once, for all of them. */
  const createIsFollowed = (bytes: Uint8Array, { start, end }: Span): ((place: number) => boolean) => {
    if (tail === undefined) return () => true;
    const around = { start: start - LOOK_AROUND, end: end + tail.reach + LOOK_AROUND };
    const view = once(() => viewText(bytes, around));
    return (place) => {
      const pattern = fromLiteral();
      pattern.lastIndex = view().indexAt(place);
      return pattern.test(view().text);
    };
  };
  return {
    atBegin: lead === 0,
    spans({ bytes }, starts) {
      // Letters of other scripts pass for ours where case is ignored: `ſ` for `s`.
      const isForeign = ({ start, end }: Span): boolean => !isAscii(bytes.subarray(start, end + reach));
      if (ignoresCase && starts.some(isForeign)) return undefined;
      let found: Span[] | undefined;
      for (const { start, end } of starts) {
        const view = viewText(bytes, { start, end: end + lead + longest - 1 });
        const isFollowed = createIsFollowed(bytes, { start, end: end + lead });
        const from = view.indexAt(start);
        for (let place = findLiteral(view.text, from); place !== -1; place = findLiteral(view.text, place + 1)) {
          const at = view.byteAt(place);
          if (at >= end + lead) break;
          if (isFollowed(at)) {
            (found ??= []).push({ start: Math.max(start, at - lead), end: Math.min(end, at + 1) });
          }
        }
      }
      if (found === undefined) return NOWHERE;
      return lead === 0 ? found : mergeSpans(found);
    },
  };
}
