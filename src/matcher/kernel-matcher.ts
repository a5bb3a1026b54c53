import { CLASSES, HITS, INPUT, MODE, MOST_HITS } from "../../assembly/layout.ts";
import type { SecretRule } from "../core/rule.ts";
import { layoutPath } from "../core/source.ts";
import { contentKindOf } from "../core/structured-path.ts";
import { ENCODED, type Matcher, Starts } from "./matcher.ts";
import { ENCODED_OWNER, MARKER_OWNER } from "./owners.ts";
import type { PackedTables } from "./tables-image.ts";

/** What the kernel needs: its code, and the tables made of the rules. */
export interface KernelParts extends PackedTables {
  readonly module: WebAssembly.Module;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  scan(length: number): number;
}

const PAGE = 1 << 16;
/** Bytes that two parts share where content is cut: more than any anchor has. */
const OVERLAP = 4096;
/** Bytes behind the content that the kernel sets to zero. */
const CLEARED = 256;
/** Bytes behind the content that the vectors may read. */
const BEHIND = 512;

/** The rules that the tables were made of, and those of them that run, in the same order. */
export interface KernelRules {
  readonly all: readonly SecretRule[];
  readonly running: readonly SecretRule[];
}

/**
 * Finds the rules' anchors with vectors. `room` is how much content it takes at once, in bytes; what is longer it takes in
 * parts.
 */
export function createKernelMatcher(
  { module, tables, owners, ownerStarts, leads }: KernelParts,
  { all: known, running }: KernelRules,
  room: number,
): Matcher {
  const pages = Math.ceil((INPUT + room + BEHIND) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = instance.exports as unknown as Kernel;
  const all = Buffer.from(memory.buffer);
  all.set(tables, CLASSES);
  const input = all.subarray(INPUT, INPUT + room);
  const hits = new Uint32Array(memory.buffer, HITS, MOST_HITS * 2);
  const places = placesOf(known, running);
  const reachOf = reachesOf(running);

  /** Tells owner, place and lead of each anchor in the first bytes of the input; false where they are too many. */
  const eachAnchor = (length: number, note: (owner: number, at: number, lead: number) => void): boolean => {
    const found = kernel.scan(length);
    if (found > MOST_HITS) return false;
    for (let hit = 0; hit < found * 2; hit += 2) {
      const literal = hits[hit] as number;
      const at = (hits[hit + 1] as number) - INPUT;
      const to = ownerStarts[literal + 1] as number;
      for (let owner = ownerStarts[literal] as number; owner < to; owner++)
        note(owners[owner] as number, at, leads[literal] as number);
    }
    return true;
  };
  /** Searches what lies in the input, which is the content from `offset` on. */
  const search = (length: number, offset: number, starts: Starts): boolean =>
    eachAnchor(length, (owner, at, lead) => {
      const place = places[owner] ?? -1;
      // A rule reaches no farther than that, so that `REACH` needs no case of its own.
      if (place >= 0) starts.add(place, offset + at, Math.min(lead, reachOf(place)));
      else if (owner === ENCODED_OWNER) starts.addEncoded(offset + at);
      else if (owner === MARKER_OWNER) starts.mayHaveMarkers = true;
    });
  const searchPart = (bytes: Uint8Array, from: number, to: number, starts: Starts): void => {
    const length = to - from;
    // What lies there is another unit's, if this one was found in it.
    const before = Buffer.from(all.subarray(INPUT, INPUT + length + CLEARED));
    input.set(bytes.subarray(from, to));
    const isDone = search(length, from, starts);
    all.set(before, INPUT);
    if (isDone) return;
    const middle = from + ((to - from) >>> 1);
    searchPart(bytes, from, Math.min(to, middle + OVERLAP), starts);
    searchPart(bytes, middle, to, starts);
  };
  return {
    buffer: input,
    anchors(length, kind, note) {
      all[MODE] = kind;
      return eachAnchor(length, (owner, at, lead) => {
        const place = places[owner] ?? -1;
        if (place >= 0) note(place, at, Math.min(lead, reachOf(place)));
        else if (owner === ENCODED_OWNER) note(ENCODED, at, 0);
      });
    },
    find(unit) {
      const { bytes } = unit;
      all[MODE] = contentKindOf(layoutPath(unit));
      const starts = new Starts();
      if (bytes.length <= room && bytes.buffer === memory.buffer && bytes.byteOffset === INPUT) {
        if (search(bytes.length, 0, starts)) return starts.found();
        // More was found than there is room to note, which happens in no text: its halves are searched apart.
        const copy = Buffer.from(bytes);
        searchPart(copy, 0, copy.length, starts);
        return starts.found();
      }
      for (let from = 0; ; from += room - OVERLAP) {
        searchPart(bytes, from, Math.min(bytes.length, from + room), starts);
        if (from + room >= bytes.length) return starts.found();
      }
    },
  };
}

/** By index of a rule among all: its place among those that run, -1 where it does not run. */
function placesOf(all: readonly SecretRule[], running: readonly SecretRule[]): Int16Array {
  const places = new Int16Array(all.length).fill(-1);
  let place = 0;
  for (let index = 0; index < all.length; index++) if (all[index] === running[place]) places[index] = place++;
  if (place < running.length) throw new Error("rules run that the tables do not know, or not in their order");
  return places;
}

/** How far before an anchor a match of a rule begins, asked of each rule once: a scan meets few, and some very often. */
function reachesOf(rules: readonly SecretRule[]): (place: number) => number {
  const reaches = new Int32Array(rules.length).fill(-1);
  return (place) => {
    if (reaches[place] === -1) reaches[place] = (rules[place] as SecretRule).reach;
    return reaches[place] as number;
  };
}
