import { STANDARD_INPUT, waitingReader } from "../../sources/stdin.ts";

const CHUNK = 1 << 16;

/** Reads standard input to its end; bytes, one Latin-1 character each. */
export function readInput(): string {
  const read = waitingReader(STANDARD_INPUT);
  const chunks: string[] = [];
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const count = read(buffer, 0);
    if (count === 0) return chunks.join("");
    chunks.push(buffer.toString("latin1", 0, count));
  }
}
