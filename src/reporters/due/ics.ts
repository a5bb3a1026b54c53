import type { DueItem, DueKind, DueList } from "../../core/due-list.ts";
import { printable } from "../printable.ts";
import { secretName, whose } from "./words.ts";

/** Octets of a line, at most, as RFC 5545 has it. */
const MOST_OCTETS = 75;

const SUMMARY: Readonly<Record<DueKind, (name: string) => string>> = {
  expiry: (name) => `${name} expires`,
  rotation: (name) => `Rotate ${name}`,
  review: (name) => `Review ${name}`,
};
/** Days before which a calendar reminds of it. */
const REMIND: Readonly<Record<DueKind, number>> = { expiry: 14, rotation: 7, review: 3 };

/** A calendar of all that is due, as RFC 5545 has it; equal for equal inventories seen from one day. */
export function* renderIcs({ asOf, items }: DueList): Iterable<string> {
  const stamp = `${compact(asOf)}T000000Z`;
  yield* lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sealint//inventory//EN", "CALSCALE:GREGORIAN"]);
  yield* lines(["METHOD:PUBLISH", "X-WR-CALNAME:Secrets"]);
  for (const item of items) yield* lines(eventOf(item, stamp));
  yield* lines(["END:VCALENDAR"]);
}

function eventOf(item: DueItem, stamp: string): string[] {
  const { kind, day, purpose, location } = item;
  const name = secretName(item);
  const about = [...(purpose ?? "").split(/\r?\n/), whose(item), `${location.path}:${location.start.line}`]
    .map(printable)
    .filter((part) => part !== "");
  return [
    "BEGIN:VEVENT",
    // The same event whatever its day, so that a calendar moves it; no other secret's has the same.
    `UID:${kind}-${[item.name, ...item.environments].map(encoded).join("+")}@sealint.invalid`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `SUMMARY:${escaped(SUMMARY[kind](name))}`,
    `DESCRIPTION:${escaped(about.join("\n"))}`,
    `CATEGORIES:${kind.toUpperCase()}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `TRIGGER:-P${REMIND[kind]}D`,
    `DESCRIPTION:${escaped(SUMMARY[kind](name))}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

const compact = (day: string): string => day.replaceAll("-", "");

/** Half of a character, which a manifest may have escaped, cannot be encoded. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`);

function* lines(all: readonly string[]): Iterable<string> {
  for (const line of all) yield `${folded(line)}\r\n`;
}

/** A long line goes on in the next, behind a blank; no character is cut in two. */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > MOST_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += length;
  }
  return text;
}
