import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Facts } from "../../engine/facts.ts";
import type { Shown } from "../../history/show.ts";
import { SUM, summed, withSum, writeKept } from "./kept-file.ts";

/** What came of a look at some content, without where it comes from: that may be told otherwise the next time. */
export type Look = Pick<Facts, "unit" | "findings" | "problems" | "markers" | "glimpses">;

/** Looks that need not be done again. */
export interface KnownLooks {
  get(shown: Shown): readonly Look[] | undefined;
  /** Takes note of looks at a content, and at what it contains, where what came of them may be kept. */
  add(shown: Shown, looks: readonly Look[]): void;
  /** Keeps what was asked for and added, and nothing else, for the next run. */
  keep(): void;
}

/** For a search that is to remember nothing. */
export const NO_LOOKS: KnownLooks = { get: () => undefined, add() {}, keep() {} };

/** First bytes of the file: what it is, and how it is laid out. */
const MAGIC = Buffer.from("sealint looks 1\n");
/** Characters that are kept at most. */
const MOST = 64 << 20;

/**
 * Keeps looks in a file. Nothing that is wrong with it matters: then there are none. `asOf` is the day that dates are held
 * against, on which findings of what ends by itself rest.
 */
export function looksIn(file: string, asOf: string): KnownLooks {
  const before = read(file);
  const now = new Map<string, readonly Look[]>();
  let isNew = false;
  const keyOf = (shown: Shown): string => keyOn(asOf, shown);
  return {
    get(shown) {
      const key = keyOf(shown);
      const known = before.get(key);
      if (known !== undefined) now.set(key, known);
      return known;
    },
    add(shown, looks) {
      if (!looks.every(mayBeKept)) return;
      isNew = true;
      now.set(keyOf(shown), looks);
    },
    keep() {
      if (!isNew && now.size === before.size) return;
      const text = JSON.stringify([...now]);
      if (text.length < MOST) writeKept(file, withSum(Buffer.concat([MAGIC, Buffer.from(text)])));
    },
  };
}

/** A content under a path, and what is wanted of it. */
const keyOn = (asOf: string, { kind, object, path, origins }: Shown): string =>
  JSON.stringify([asOf, kind, object, path, origins.map(([identity]) => identity).sort()]);

/**
 * Whether a look holds nothing but what reports show: what a comment says, and the name of something where its line does not show
 * that, are written as they were found.
 */
function mayBeKept({ findings, problems, markers, glimpses }: Look): boolean {
  const isPlain = problems.length === 0 && markers.length === 0 && glimpses.length === 0;
  const isShown = findings.every(({ name, preview }) => name === undefined || preview.text.includes(name));
  return isPlain && isShown && isDeepStrictEqual(JSON.parse(JSON.stringify(findings)), findings);
}

function read(file: string): ReadonlyMap<string, readonly Look[]> {
  try {
    const bytes = readFileSync(file);
    const at = MAGIC.length;
    if (!bytes.subarray(0, at).equals(MAGIC)) return new Map();
    const { part } = summed(bytes, 0, bytes.length - SUM);
    return new Map(JSON.parse(part.toString("utf8", at)) as [string, Look[]][]);
  } catch {
    return new Map();
  }
}
