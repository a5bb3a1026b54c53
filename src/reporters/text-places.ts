import { chainOf } from "../core/decoded-words.ts";
import type { Finding, Location } from "../core/finding.ts";
import { shownPath } from "../core/member-path.ts";
import type { Origin } from "../core/source.ts";
import type { RenderOptions } from "../core/stages.ts";
import { describeOrigin } from "./describe-origin.ts";
import { excerptOf, fitted } from "./excerpt.ts";
import { confidenceOf, messageOf } from "./finding-words.ts";
import { type RuleGroup, sharedBy } from "./group-findings.ts";
import { printable } from "./printable.ts";
import type { TextStyle } from "./text-style.ts";
import { columnsOf, endWithin, wrapWords } from "./width.ts";

/** Columns that text for people is wrapped to where nothing else is asked for. */
export const TEXT_WIDTH = 100;

/** With more places than this, each goes without gutter and marker: its reader looks for where, no longer for what. */
const MOST_DRAWN = 12;

const INDENT = "  ";
/** The bar between a line and its number, with its blanks. */
const GUTTER = 3;

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:\/)/.test(path);

/** `path:line:column`, in the form that terminals and editors make a link of. */
function linkOf(location: Location, origin: Origin, prefix: string): string {
  const { path, start } = location;
  const lead = origin.kind === "stdin" || isAbsolute(path) ? "" : prefix;
  return `${printable(lead + shownPath(location))}:${start.line}:${start.column}`;
}

/** What sets a place apart from the others of its rule. */
function noteOf({ severity, origin, location: { start, end, decoded } }: Finding, group: RuleGroup): string {
  const notes = [
    severity === group.severity ? undefined : severity,
    end.line === start.line ? undefined : `to line ${end.line}`,
    decoded === undefined ? undefined : `decoded from ${chainOf(decoded)}`,
    describeOrigin(origin),
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? "" : `  (${printable(notes.join("; "))})`;
}

function* drawn(finding: Finding, link: string, columns: number | undefined, style: TextStyle): Iterable<string> {
  const excerpt = excerptOf(finding.preview);
  const margin = INDENT.length + String(finding.location.start.line).length + GUTTER;
  const { before, marked, after, indent, width } = columns === undefined ? excerpt : fitted(excerpt, columns - margin);
  const paint = style.severity[finding.severity];
  const line = String(finding.location.start.line);
  const gutter = " ".repeat(line.length);
  yield `${INDENT}${link}`;
  yield `${INDENT}${style.quiet(`${line} |`)} ${before}${marked}${after}`;
  yield `${INDENT}${style.quiet(`${gutter} |`)} ${" ".repeat(indent)}${paint("^".repeat(width))}`;
}

/** The link with the marked part of the line, and as much of what is in front of it as there is room for. */
function listed(finding: Finding, link: string, room: number, style: TextStyle): string {
  const { before, marked, indent, width } = excerptOf(finding.preview);
  const marks = style.severity[finding.severity](marked);
  if (indent + width <= room) return `${INDENT}${link}  ${before}${marks}`;
  const kept = endWithin(before, room - width - 1);
  return `${INDENT}${link}  …${kept}${marks}`;
}

/** The places of one rule: link, source line with its mark, and whatever is not said once for all of them. */
export function* renderPlaces(group: RuleGroup, style: TextStyle, options: RenderOptions): Iterable<string> {
  const textWidth = options.width ?? TEXT_WIDTH;
  const draws = group.findings.length <= MOST_DRAWN;
  const sameMessage = sharedBy(group, ({ message }) => message) !== undefined;
  const sameConfidence = sharedBy(group, confidenceOf) !== undefined;
  for (const finding of group.findings) {
    const plain = linkOf(finding.location, finding.origin, options.pathPrefix);
    const note = noteOf(finding, group);
    const isLong = options.width !== undefined && INDENT.length + columnsOf(plain + note) > options.width;
    const link = isLong ? style.path(plain) : `${style.path(plain)}${style.quiet(note)}`;
    if (isLong) yield* wrapWords(note.trim(), textWidth - INDENT.length).map((line) => INDENT + style.quiet(line));
    const room = textWidth - INDENT.length - columnsOf(plain + note) - INDENT.length;
    if (draws) yield* drawn(finding, link, options.width, style);
    else yield listed(finding, link, room, style);

    const margin = INDENT + " ".repeat(draws ? String(finding.location.start.line).length + 3 : INDENT.length);
    const wrapped = (text: string): string[] =>
      wrapWords(printable(text), textWidth - margin.length).map((line) => margin + line);
    if (!sameMessage) yield* wrapped(messageOf(finding, group));
    if (!sameConfidence) yield* wrapped(confidenceOf(finding)).map(style.quiet);
    for (const { location, message } of finding.related) {
      yield* wrapped(`See also ${linkOf(location, finding.origin, options.pathPrefix)}: ${message}`);
    }
    if (draws) yield "";
  }
  if (!draws) yield "";
}
