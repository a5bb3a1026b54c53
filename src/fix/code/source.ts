/** A source file as text with a character for each byte, so that offsets are the same. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly newline: "\n" | "\r\n";
}

export function sourceOf(path: string, bytes: Uint8Array): Source {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return { path, text, newline: text.includes("\r\n") ? "\r\n" : "\n" };
}

/** A line that is put in front of what stands at an offset. */
export interface Insertion {
  readonly at: number;
  readonly insert: string;
}
