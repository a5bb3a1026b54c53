import type { ByteReader } from "./read-windows.ts";

/** A stream with its first bytes looked at. */
export interface OpenedStream {
  readonly read: ByteReader;
  /** True where the stream was UTF-16 and comes out as UTF-8. */
  readonly transcoded: boolean;
}

/** Bytes taken at first: nearly every file is read by that one call, and the rest of it by the second. */
const HEAD = 64 << 10;

/** Whether text begins with the byte order mark of UTF-16. */
export const isUtf16 = (head: Buffer): boolean => utf16Label(head) !== undefined;

function utf16Label(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : undefined;
}

/** A content held whole as UTF-8, so that its lines can be counted; one that is not UTF-16 stays as it is. */
export function asUtf8(bytes: Buffer): Buffer {
  const label = utf16Label(bytes);
  return label === undefined ? bytes : Buffer.from(new TextDecoder(label).decode(bytes));
}

/** Decodes a UTF-16 stream chunk by chunk into UTF-8; `head` is what has been read of it already. */
function transcode(read: ByteReader, head: Buffer, label: string): ByteReader {
  const decoder = new TextDecoder(label);
  const encoder = new TextEncoder();
  const chunk = Buffer.allocUnsafeSlow(HEAD);
  let waiting = decoder.decode(head, { stream: true });
  let ended = false;
  return (buffer, offset) => {
    while (waiting === "" && !ended) {
      const count = read(chunk, 0);
      ended = count === 0;
      waiting = decoder.decode(chunk.subarray(0, count), { stream: !ended });
    }
    const { read: taken, written } = encoder.encodeInto(waiting, buffer.subarray(offset));
    waiting = waiting.slice(taken);
    return written;
  };
}

/**
 * Looks at the start of a stream: one with a UTF-16 byte order mark becomes UTF-8 without it. The mark of UTF-8 stays in
 * the bytes, where it harms nothing and keeps offsets those of the file. `buffer` takes the first bytes, which the
 * returned reader hands out again on its first call, with offset 0 and the same buffer.
 */
export function openStream(read: ByteReader, buffer: Buffer): OpenedStream {
  const room = buffer.subarray(0, HEAD);
  let filled = read(room, 0);
  // Two bytes tell; a pipe may bring them one by one.
  if (filled === 1) filled += read(room, 1);
  const label = utf16Label(room.subarray(0, filled));
  if (label !== undefined)
    return { read: transcode(read, Buffer.from(room.subarray(0, filled)), label), transcoded: true };
  let handedOut = filled === 0;
  return {
    transcoded: false,
    read(into, offset) {
      if (handedOut) return read(into, offset);
      handedOut = true;
      return filled;
    },
  };
}
