import { CLASSES, HITS, INPUT, MODE, MOST_HITS } from "../../assembly/layout.ts";
import { isCode } from "../core/code-path.ts";
import type { SecretRule } from "../core/rule.ts";
import { MARKER_OWNER } from "./marker-owner.ts";
import { type Matcher, Starts } from "./matcher.ts";
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
/** Bytes behind the content that the vectors may read. */
const BEHIND = 512;

/**
 * Finds the rules' anchors with vectors. `room` is how much content it takes at once, in bytes; what is longer it takes in
 * parts. `rules` are those that run, each with its index among the rules that the tables were made of.
 */
export function createKernelMatcher(
  { module, tables, owners, ownerStarts }: KernelParts,
  rules: readonly { readonly rule: SecretRule; readonly index: number }[],
  room: number,
): Matcher {
  const pages = Math.ceil((INPUT + room + BEHIND) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const kernel = instance.exports as unknown as Kernel;
  const all = Buffer.from(memory.buffer);
  all.set(tables, CLASSES);
  const input = all.subarray(INPUT, INPUT + room);
  const hits = new Uint32Array(memory.buffer, HITS, MOST_HITS * 4);
  const reaches = rules.map(({ rule }) => rule.reach);
  const places = placesByIndex(rules);

  /** Searches what lies in the input, which is the content from `offset` on. */
  const search = (length: number, offset: number, starts: Starts): boolean => {
    const found = kernel.scan(length);
    if (found > MOST_HITS) return false;
    for (let hit = 0; hit < found * 4; hit += 4) {
      const literal = hits[hit] as number;
      const at = offset + (hits[hit + 1] as number) - INPUT;
      const to = ownerStarts[literal + 1] as number;
      for (let owner = ownerStarts[literal] as number; owner < to; owner++) {
        const place = places[owners[owner] as number] ?? -1;
        if (place >= 0) starts.add(place, at, reaches[place] as number);
        else if (owners[owner] === MARKER_OWNER) starts.mayHaveMarkers = true;
      }
    }
    return true;
  };
  const searchPart = (bytes: Uint8Array, from: number, to: number, starts: Starts): void => {
    input.set(bytes.subarray(from, to));
    if (search(to - from, from, starts)) return;
    const middle = from + ((to - from) >>> 1);
    searchPart(bytes, from, Math.min(to, middle + OVERLAP), starts);
    searchPart(bytes, middle, to, starts);
  };
  return {
    buffer: input,
    anchors(length, inCode, note) {
      all[MODE] = inCode ? 1 : 0;
      const found = kernel.scan(length);
      if (found > MOST_HITS) return false;
      for (let hit = 0; hit < found * 4; hit += 4) {
        const literal = hits[hit] as number;
        const at = (hits[hit + 1] as number) - INPUT;
        const to = ownerStarts[literal + 1] as number;
        for (let owner = ownerStarts[literal] as number; owner < to; owner++) {
          const place = places[owners[owner] as number] ?? -1;
          if (place >= 0) note(place, at);
        }
      }
      return true;
    },
    find({ bytes, path }) {
      all[MODE] = isCode(path) ? 1 : 0;
      const starts = new Starts();
      if (bytes.length <= room && bytes.buffer === memory.buffer && bytes.byteOffset === INPUT) {
        if (search(bytes.length, 0, starts)) return starts.found();
        // More was found than there is room to note, which happens in no text: its halves are searched apart.
        const copy = Buffer.from(bytes);
        searchPart(copy, 0, copy.length, starts);
        input.set(copy);
        return starts.found();
      }
      for (let from = 0; ; from += room - OVERLAP) {
        searchPart(bytes, from, Math.min(bytes.length, from + room), starts);
        if (from + room >= bytes.length) return starts.found();
      }
    },
  };
}

/** By index of a rule among all: its place among those that run; -1 or nothing where it does not run. */
function placesByIndex(rules: readonly { readonly index: number }[]): Int16Array {
  const places = new Int16Array((rules.at(-1)?.index ?? -1) + 1).fill(-1);
  for (const [place, { index }] of rules.entries()) places[index] = place;
  return places;
}
