import { Allowance } from "../containers/allowance.ts";
import { type DecodedFrom } from "../core/finding.ts";
import { memberPath } from "../core/member-path.ts";
import { type Problem, type Unit, unitOf } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { type Layer, type LayerFault, layersIn } from "../decoders/layers.ts";
import { layoutOf } from "../decoders/layout.ts";
import { createLocate } from "../findings/locate.ts";
import { dropOverlaps, type Judged, joinDecoded } from "../findings/overlap.ts";
import type { Found, Matcher } from "../matcher/matcher.ts";
import type { JudgeMatches } from "./judge-matches.ts";

/** What was found in the encoded parts of a unit, placed in it. */
export interface InDecoded {
  readonly judged: readonly Judged[];
  /** Where all values stand, those left out for others included. */
  readonly values: readonly Span[];
}

/** Finds matches in what is encoded in a unit, however deep, at the places where `found` says that such may begin. */
export type SearchDecoded = (
  unit: Unit,
  found: Found,
  hears: { isSure(one: Judged): boolean; report(problem: Problem): void },
) => InDecoded;

const NOTHING: InDecoded = { judged: [], values: [] };

/** Some content on the way, and what leads to it. */
interface Step {
  readonly unit: Unit;
  readonly found: Found;
  readonly depth: number;
  readonly open: boolean;
  readonly more: boolean;
  /** Where a part of it stands in the file. */
  place(part: Span): Span;
}

/** What is decoded is searched as any unit is, with the same matcher and rules. */
export function createSearchDecoded(matcher: Matcher, judgeMatches: JudgeMatches): SearchDecoded {
  return (file, found, { isSure, report }) => {
    if (file.binary || found.encoded?.length === 0) return NOTHING;
    const allowance = new Allowance(file.bytes.length);
    const faults = new Map<string, Problem>();
    const values: Span[] = [];
    const isOwned = ({ start }: Span): boolean => start >= file.owned.start && start < file.owned.end;
    const search = ({ unit, found: { encoded }, depth, open, more, place }: Step): Judged[] => {
      const judged: Judged[] = [];
      for (const layer of layersIn({ bytes: unit.bytes, places: encoded, open, more, depth }, allowance)) {
        if (layer.type === "fault") {
          const span = place(layer.span);
          const key = `${layer.level} ${layer.message}`;
          if (isOwned(span) && !faults.has(key)) faults.set(key, problemOf(file, layer, span));
          continue;
        }
        const inner = decodedUnit(file, unit, layer);
        const there = matcher.find(inner);
        const own = judgeMatches(inner, there.rules, report);
        const placed = (part: Span): Span => place(layer.place(part));
        for (const { match } of own) values.push(placed(match.secret));
        const step = { unit: inner, found: there, depth: depth + layer.from.chain.length, place: placed };
        const deeper = search({ ...step, open: layer.open, more: layer.more });
        for (const one of joinDecoded(dropOverlaps(own), deeper, isSure)) {
          // What stands in escaped text as it is was found in the text around it.
          if (layer.isEncoded?.(one.match.span) !== false) judged.push(lifted(one, inner, layer));
        }
      }
      return judged;
    };
    const { owned, whole, bytes } = file;
    const start = { open: owned.start > 0, more: !whole && owned.end < bytes.length };
    const judged = search({ unit: file, found, depth: 0, ...start, place: (part) => part });
    for (const problem of faults.values()) report(problem);
    return { judged: judged.filter(({ match }) => isOwned(match.secret)), values };
  };
}

/** Decoded content lies where the file lies, and is laid out in its own way; escaped text is still part of what is around it. */
function decodedUnit(file: Unit, around: Unit, { bytes, from, isEncoded }: Layer): Unit {
  const layout = isEncoded === undefined ? layoutOf(bytes, from) : (around.layout ?? around.path);
  return { ...unitOf(file.path, bytes, file.origin), id: file.id, layout };
}

/** A match in a layer as one of the content around it. */
function lifted(one: Judged, unit: Unit, layer: Layer): Judged {
  const { match, decoded } = one;
  return {
    ...one,
    match: { ...match, span: layer.place(match.span), secret: layer.place(match.secret) },
    decoded:
      decoded === undefined
        ? { unit, match, from: layer.from, place: (part) => layer.place(part) }
        : { ...decoded, from: joined(layer.from, decoded.from), place: (part) => layer.place(decoded.place(part)) },
  };
}

function joined(outer: DecodedFrom, inner: DecodedFrom): DecodedFrom {
  const members = [outer.member, inner.member].filter((member) => member !== undefined);
  const chain = [...outer.chain, ...inner.chain];
  return members.length === 0 ? { chain } : { chain, member: members.reduce(memberPath) };
}

function problemOf(unit: Unit, { level, code, message }: LayerFault, span: Span): Problem {
  const { line, column } = createLocate(unit.bytes, unit.base)(span).start;
  return {
    level,
    code,
    subject: unit.path,
    line,
    column,
    message,
    hint:
      code === "malformed"
        ? "Decode it and scan what comes out, where its content matters."
        : "Decode it and scan what comes out, or accept the file under `unread` in the configuration.",
  };
}
