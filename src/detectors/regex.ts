import { once } from "../core/once.ts";
import type { CompanionPattern, SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { Detector, SecretMatch } from "../core/stages.ts";
import { hasTestFront } from "../core/test-front.ts";
import { latin1, type TextView, viewText } from "../core/text.ts";
import { prepareNarrow } from "./narrow.ts";
import { type IsNearby, nearby } from "./nearby.ts";
import { isNoValue } from "./no-value.ts";
import { MARGIN, type MatchIndices, placedMatch } from "./placed-match.ts";

/** Words in a name that say that everybody may see the value. */
const PUBLIC = /publi(?:c|shable)|csrf|xsrf|project[_\-.]?key/i;
/** Words in a name of a state of code or of a file's content: hexadecimal digits there are its number. */
const OF_A_VERSION =
  /(?:^|[^A-Za-z])(?:ref|rev|revision|commit|sha\d{0,3}|hash|digest|checksum|md5|REF|REV|REVISION|COMMIT|SHA\d{0,3}|HASH|DIGEST|CHECKSUM|MD5)(?![A-Za-z])|[a-z](?:Ref|Rev|Revision|Commit|Sha\d{0,3}|Hash|Digest|Checksum)(?![a-z])/;
/** What begins so behind a dash goes on with the name, as titles in addresses do: `acme-access-token-and-more`. */
const GOES_ON = /^(?:key|token|secret|access|api|auth|private|password)[_\-]/i;

/** Runs a rule's pattern where matches can begin; the named group `secret` is the value. */
export const regexDetector: Detector = {
  name: "regex",
  prepare(rule: SecretRule) {
    // To compile a pattern takes longer than to search a small file.
    const everywhere = once(() => new RegExp(rule.pattern, `${rule.flags}dg`));
    const narrow = prepareNarrow(rule);
    const narrowed = narrow?.atBegin === true ? once(() => new RegExp(rule.pattern, `${rule.flags}dy`)) : everywhere;
    const companion = rule.requires === undefined ? undefined : patternNearby(rule.requires);
    return function* (unit: Unit, starts: readonly Span[]): Iterable<SecretMatch> {
      const spans = narrow?.spans(unit, starts);
      for (const span of spans ?? starts) {
        const view = viewText(unit.bytes, { start: span.start - MARGIN, end: span.end + rule.reach + MARGIN });
        const pattern = spans === undefined ? everywhere() : narrowed();
        for (const found of matchesFrom(view, pattern, span)) {
          const match = toMatch(view, found);
          if (isNoValue(unit, rule, match)) continue;
          if (!rule.distinctive && isOfAVersion(unit, match)) continue;
          if (rule.loose === true && isNoneOf(unit, match)) continue;
          if (companion === undefined || companion(unit, match.span)) yield match;
        }
      }
    };
  },
};

/** Whether hexadecimal digits number a state of code or of a file, as the words before a provider's name say: `GEM_REF_ACME=…`. */
function isOfAVersion({ bytes }: Unit, { name = "", value, span: { start } }: SecretMatch): boolean {
  if (value.length < LEAST_NUMBER || !/^[\da-f]+$/i.test(value)) return false;
  const before = /[\w\-.]*$/.exec(latin1(bytes, Math.max(0, start - LONGEST_START), start));
  return OF_A_VERSION.test(`${before?.[0] ?? ""}${name}`);
}

/** A commit's number has 40 digits, that of a file's content 32 or more. */
const LEAST_NUMBER = 32;
const LONGEST_START = 80;

/** Whether what stands under a provider's name is for everybody, for tests, or no value but the name going on. */
function isNoneOf({ bytes }: Unit, { name = "", value, secret }: SecretMatch): boolean {
  if (PUBLIC.test(name) || hasTestFront(value)) return true;
  if (repeatsName(value, name)) return true;
  return bytes[secret.start - 1] === DASH && (GOES_ON.test(value) || isRestOfName(value));
}

/** Letters of a name that a value repeats by no chance. */
const LONG_NAME = 8;

/** Whether a value is its own name in other words: `MODEL_ACME = "modelAcme2"`. */
function repeatsName(value: string, name: string): boolean {
  const own = lettersOf(name);
  return own.length >= LONG_NAME && lettersOf(value).endsWith(own);
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, "");

/** Whether most parts of a value are words or short numbers, as behind a dash the rest of a name or an address is. */
function isRestOfName(value: string): boolean {
  const parts = value.split(/[\-.\/]/v);
  const plain = parts.filter((part) => /^(?:[A-Za-z]{2,}|\d{1,4}|[a-z]{2}\d+|[a-z]\d[a-z])$/.test(part)).length;
  return parts.length > 1 && plain / parts.length > 0.6;
}

const DASH = 0x2d;

/**
 * All matches that begin in a span, one for each begin, overlapping ones included: so it does not matter where one starts to
 * look.
 */
function* matchesFrom(view: TextView, pattern: RegExp, { start, end }: Span): Iterable<RegExpExecArray> {
  pattern.lastIndex = view.indexAt(start);
  for (let found = pattern.exec(view.text); found !== null; found = pattern.exec(view.text)) {
    if (view.byteAt(found.index) >= end) return;
    yield found;
    pattern.lastIndex = found.index + 1;
  }
}

function toMatch(view: TextView, found: RegExpExecArray): SecretMatch {
  const whole: MatchIndices = [found.index, found.index + found[0].length];
  const value = found.indices?.groups?.["secret"] ?? whole;
  return placedMatch(view, { whole, value, name: found.groups?.["name"] });
}

function patternNearby({ pattern, flags, withinLines }: CompanionPattern): IsNearby {
  const regexp = new RegExp(pattern, flags);
  return nearby(withinLines, (text) => regexp.test(text));
}
