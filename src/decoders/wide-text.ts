import type { Span } from "../core/span.ts";
import { isPlain } from "./plain-text.ts";

/** Text in UTF-16, little end first, as shells of Windows take it; nothing where bytes are something else. */
export function wideText(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 12) return undefined;
  for (let at = 1; at < 12; at += 2) if (bytes[at] !== 0) return undefined;
  const text = Buffer.from(bytes.toString("utf16le"));
  // Only then each byte of the text has two in front.
  return text.length === bytes.length >> 1 && isPlain(text) ? text : undefined;
}

export const widePart = ({ start, end }: Span): Span => ({ start: start * 2, end: end * 2 });
