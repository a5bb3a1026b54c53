import { byteText, lowerAscii, triggers, URL_REACH, type UrlAnchor, type WordAnchor } from "../../core/anchor.ts";
import { literalsAt, type PathLiteral } from "./literals.ts";
import { leadTo, type Path, sum } from "./paths.ts";

/** The best set of literals with a trigger in them that a path has; empty where it has none. */
export function wordAnchorsOf(path: Path): readonly WordAnchor[] {
  const sets = path.steps.map((_, at) => literalsAt(path, at, () => true));
  const fit = sets.filter((set) => set.length > 0 && set.every(({ text }) => hasTrigger(text)));
  return rarest(fit).map(({ at, text, ignoreCase }) => ({ kind: "word", text, ignoreCase, lead: leadTo(path, at) }));
}

export function hasTrigger(text: string): boolean {
  const bytes = byteText(lowerAscii(text));
  return triggers().some((trigger) => bytes.includes(trigger));
}

const LEAST_URL_LITERAL = 5;

/** The best set of literals that a path has near behind the slashes of an address; empty where it has none. */
export function urlAnchorsOf(path: Path): readonly UrlAnchor[] {
  const slashes = path.steps.findIndex((_, at) =>
    literalsAt(path, at, () => true).some(({ text }) => /^:\\?\//.test(text)),
  );
  if (slashes === -1) return [];
  const sets = path.steps.flatMap((_, at) => {
    const near = at > slashes + 2 && sum(path.steps.slice(slashes, at), "max") < URL_REACH - 30;
    const literals = near ? literalsAt(path, at, isUrlByte) : [];
    const isFit = literals.length > 0 && literals.every(({ text }) => isUrlLiteral(text));
    return isFit ? [literals] : [];
  });
  return rarest(sets).map(({ at, text, ignoreCase }) => ({ kind: "url", text, ignoreCase, lead: leadTo(path, at) }));
}

/** A backslash is left out: where slashes are escaped, it stands between the parts of a literal. */
const isUrlByte = (byte: number): boolean => byte > 0x20 && !/["'\x60<>\\]/.test(String.fromCharCode(byte));

/** Rare enough in addresses. */
const isUrlLiteral = (text: string): boolean =>
  text === "@" || text.length >= LEAST_URL_LITERAL || /^\/\w+\/$/.test(text);

/** A literal of that length is as rare as a longer one. */
const LONG_ENOUGH = 10;

function rarest(sets: readonly (readonly PathLiteral[])[]): readonly PathLiteral[] {
  const worth = (set: readonly PathLiteral[]): number =>
    Math.min(LONG_ENOUGH, ...set.map(({ text }) => text.length)) - set.length / 4;
  return sets.reduce((best, set) => (best.length === 0 || worth(set) > worth(best) ? set : best), []);
}
