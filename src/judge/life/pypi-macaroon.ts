import { dayOfTime } from "./day.ts";
import type { Life, Told } from "./told.ts";

/** Types of fields in a macaroon's second binary format, which libmacaroons describes. */
const END_OF_SECTION = 0;
const IDENTIFIER = 2;
const VERSION = 2;

/** Kinds of caveats that PyPI writes as JSON lists: when it ends, and for which projects it is. */
const EXPIRATION = 0;
const PROJECT_NAMES = 1;
const PROJECT_IDS = 2;

/** What a PyPI token is limited to, which its macaroon says: time, and projects. */
export function pypiLife({ value }: Pick<Told, "value">): Life | undefined {
  if (!value.startsWith("pypi-")) return undefined;
  const caveats = caveatsIn(Buffer.from(value.slice("pypi-".length), "base64url"));
  if (caveats === undefined) return undefined;
  const of = (kind: number): unknown[] | undefined => caveats.find((caveat) => caveat[0] === kind);
  const names = of(PROJECT_NAMES)?.[1];
  const isLimited = names !== undefined || of(PROJECT_IDS) !== undefined;
  const expires = dayOfTime(of(EXPIRATION)?.[1]);
  const facts = [
    isLimited
      ? `It is limited to ${Array.isArray(names) && names.length > 1 ? "some projects" : "one project"}.`
      : "It is for all projects of its owner.",
  ];
  return expires === undefined ? { facts } : { expires, facts };
}

/** The caveats that are lists; undefined where this is no whole macaroon. */
function caveatsIn(bytes: Buffer): unknown[][] | undefined {
  if (bytes[0] !== VERSION) return undefined;
  const caveats: unknown[][] = [];
  let at = 1;
  let section = 0;
  while (at < bytes.length) {
    const type = bytes[at++];
    if (type === END_OF_SECTION) {
      section++;
      continue;
    }
    let length = 0;
    for (let shift = 0, byte = 0x80; (byte & 0x80) !== 0; shift += 7) {
      if (shift > 21) return undefined;
      byte = bytes[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
    }
    if (at + length > bytes.length) return undefined;
    // The first section is the token's own.
    if (section > 0 && type === IDENTIFIER) caveats.push(listIn(bytes.toString("utf8", at, at + length)));
    at += length;
  }
  return section > 0 ? caveats : undefined;
}

function listIn(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
