import { containerOf, mayBeContainer, type Recognised } from "./container-kind.ts";

/** A NUL this close to the start makes a file binary. */
const BINARY_HEAD = 8 << 10;

/** What content is by its first bytes: text, a container, or binary in another way. */
export function sortOf(bytes: Uint8Array): "text" | "binary" | Recognised {
  const isBinary = bytes.subarray(0, BINARY_HEAD).includes(0);
  const container = isBinary || mayBeContainer(bytes[0]) ? containerOf(bytes) : undefined;
  return container ?? (isBinary ? "binary" : "text");
}
