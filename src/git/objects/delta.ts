/** Sizes that a delta begins with, and where its instructions start. */
export interface DeltaHead {
  readonly baseSize: number;
  readonly size: number;
  readonly start: number;
}

/** A number of seven bits a byte, least significant first, up to 2^53; undefined where it is cut short or larger. */
function readSize(bytes: Buffer, start: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  let factor = 1;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if ((byte & 0x80) === 0) return { value, next: at + 1 };
    factor *= 128;
  }
  return undefined;
}

/** Reads the head of a delta; undefined where there is none. */
export function readDeltaHead(delta: Buffer): DeltaHead | undefined {
  const base = readSize(delta, 0);
  const result = base === undefined ? undefined : readSize(delta, base.next);
  if (base === undefined || result === undefined) return undefined;
  return { baseSize: base.value, size: result.value, start: result.next };
}

/** Makes an object of its base and a delta; undefined where the delta does not fit the base or itself. */
export function applyDelta(base: Buffer, delta: Buffer, { baseSize, size, start }: DeltaHead): Buffer | undefined {
  if (baseSize !== base.length) return undefined;
  const result = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  let at = start;
  while (at < delta.length) {
    const code = delta[at++] ?? 0;
    if (code & 0x80) {
      let from = 0;
      let length = 0;
      // A byte that is beyond the end reads as 0, and `at` then is beyond it, too.
      if (code & 0x01) from = delta[at++] ?? 0;
      if (code & 0x02) from |= (delta[at++] ?? 0) << 8;
      if (code & 0x04) from |= (delta[at++] ?? 0) << 16;
      if (code & 0x08) from += (delta[at++] ?? 0) * 0x1000000;
      if (code & 0x10) length = delta[at++] ?? 0;
      if (code & 0x20) length |= (delta[at++] ?? 0) << 8;
      if (code & 0x40) length |= (delta[at++] ?? 0) << 16;
      if (length === 0) length = 0x10000;
      if (at > delta.length || from + length > baseSize || filled + length > size) return undefined;
      base.copy(result, filled, from, from + length);
      filled += length;
    } else {
      if (code === 0 || at + code > delta.length || filled + code > size) return undefined;
      delta.copy(result, filled, at, at + code);
      at += code;
      filled += code;
    }
  }
  return filled === size ? result : undefined;
}
