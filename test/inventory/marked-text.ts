import type { Span } from "../../src/core/span.ts";

/** Takes the marks `«…»` out of a text: its bytes, and the spans in bytes that were marked, in order. */
export function markedText(text: string): { readonly bytes: Uint8Array; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let plain = "";
  let start = 0;
  for (const part of text.split(/([«»])/)) {
    if (part === "«") start = Buffer.byteLength(plain);
    else if (part === "»") spans.push({ start, end: Buffer.byteLength(plain) });
    else plain += part;
  }
  return { bytes: Buffer.from(plain), spans };
}
