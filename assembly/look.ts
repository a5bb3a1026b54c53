// Goes through the lists of places: first the tables are asked of all places in a list, without a branch, then those that are
// left are looked at.

import { mayBeEncoded, onEncoded } from "./encoded.ts";
import {
  BEHIND_BITS,
  BOUNDARIES,
  CODED_VALUES,
  FAR_BOUNDARIES,
  LEAD_BITS,
  OFFSETS,
  TRIGGER_BITS,
  TRIGGER_ENDS,
  VALUES,
} from "./layout.ts";
import { bitOf, byteAt, hashOf } from "./memory.ts";
import { hasNameEnd, mayHaveName } from "./name-ends.ts";
import { onValue } from "./names.ts";
import { boundariesEnd, farBoundariesEnd, triggersEnd, valuesEnd } from "./places.ts";
import { afterEscape, mayStartRun, onEscape, onLead, tryBehind, tryRunAt } from "./runs.ts";
import { mayBeInWord, onTrigger } from "./words.ts";

/** Takes a place into the list of what is left, which ends at `list`, where it is worth a look. */
function keep(list: i32, at: i32, isWorth: i32): i32 {
  store<u32>(<usize>list, at);
  return list + (isWorth << 2);
}

function placeAt(list: i32): i32 {
  return <i32>load<u32>(<usize>list);
}

export function lookAtBoundaries(lo: i32, end: i32): void {
  let left = BOUNDARIES;
  for (let list = BOUNDARIES; list < boundariesEnd; list += 4) {
    const at = placeAt(list);
    left = keep(left, at, mayStartRun(at) | bitOf(LEAD_BITS, hashOf(at - 3)) | <i32>afterEscape(at));
  }
  for (let list = BOUNDARIES; list < left; list += 4) {
    const at = placeAt(list);
    tryRunAt(at, 0, lo, end);
    onEscape(at, lo, end);
    onLead(at, lo, end);
  }
}

export function lookAtFarBoundaries(lo: i32, end: i32): void {
  const offsets = OFFSETS + 1;
  const last = offsets + byteAt(OFFSETS);
  let left = FAR_BOUNDARIES;
  for (let list = FAR_BOUNDARIES; list < farBoundariesEnd; list += 4) {
    const at = placeAt(list);
    let bits: i32 = 0;
    for (let offset = offsets; offset < last; offset++) bits |= bitOf(BEHIND_BITS, hashOf(at + byteAt(offset)));
    left = keep(left, at, bits);
  }
  for (let list = FAR_BOUNDARIES; list < left; list += 4) tryBehind(placeAt(list), lo, end);
}

export function lookAtValues(lo: i32, end: i32): void {
  let coded = CODED_VALUES;
  for (let list = VALUES; list < valuesEnd; list += 4) {
    const at = placeAt(list);
    coded = keep(coded, at, mayBeEncoded(at));
  }
  for (let list = CODED_VALUES; list < coded; list += 4) onEncoded(placeAt(list));
  let left = VALUES;
  for (let list = VALUES; list < valuesEnd; list += 4) {
    const at = placeAt(list);
    left = keep(left, at, mayHaveName(at));
  }
  let last = VALUES;
  for (let list = VALUES; list < left; list += 4) {
    const at = placeAt(list);
    last = keep(last, at, hasNameEnd(at));
  }
  for (let list = VALUES; list < last; list += 4) onValue(placeAt(list), lo, end);
}

export function lookAtTriggers(lo: i32, end: i32): void {
  let left = TRIGGER_ENDS;
  for (let list = TRIGGER_ENDS; list < triggersEnd; list += 4) {
    const at = placeAt(list);
    left = keep(left, at, bitOf(TRIGGER_BITS, hashOf(at - 2)));
  }
  let last = TRIGGER_ENDS;
  for (let list = TRIGGER_ENDS; list < left; list += 4) {
    const at = placeAt(list);
    last = keep(last, at, mayBeInWord(at));
  }
  for (let list = TRIGGER_ENDS; list < last; list += 4) onTrigger(placeAt(list), lo, end);
}
