/** A header of a commit or tag: its name, and its value with the lines that go on joined by line breaks. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

const LINE_BREAK = 10;
const SPACE = 32;

/** Splits a commit or tag into its headers, in Latin-1, and the message behind the first empty line. */
export function readHeaders(bytes: Buffer): { readonly headers: readonly Header[]; readonly message: Buffer } {
  const headers: Header[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === LINE_BREAK) return { headers, message: bytes.subarray(at + 1) };
    let end = lineEnd(bytes, at);
    // A line that begins with a space belongs to the one before.
    while (bytes[end + 1] === SPACE) end = lineEnd(bytes, end + 1);
    const line = bytes.toString("latin1", at, end);
    const space = line.indexOf(" ");
    const name = space === -1 ? line : line.slice(0, space);
    headers.push({ name, value: space === -1 ? "" : line.slice(space + 1).replaceAll("\n ", "\n") });
    at = end + 1;
  }
  return { headers, message: bytes.subarray(bytes.length) };
}

function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(LINE_BREAK, start);
  return end === -1 ? bytes.length : end;
}

/** Bytes as text in the encoding that a commit names; UTF-8 where it names none, or one that is not known. */
export function decodeText(bytes: Uint8Array, encoding: string | undefined): string {
  try {
    return new TextDecoder(encoding ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
