import { readSync } from "node:fs";
import type { SourceEvent } from "../core/source.ts";
import { systemCode, unreadable } from "../files/system-errors.ts";
import { readUnits } from "./read-units.ts";
import { type ByteReader, WINDOW_SIZES, type WindowSizes, windowBuffer } from "./read-windows.ts";

/** Descriptor of the standard input. */
export const STANDARD_INPUT = 0;

const WAIT_MS = 5;

export interface StdinOptions {
  readonly file?: number;
  readonly windows?: WindowSizes;
}

/** Reads a descriptor to its end, waiting where it was opened not to wait and nothing has come yet. */
export function waitingReader(file: number): ByteReader {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  return (buffer, offset) => {
    for (;;) {
      try {
        return readSync(file, buffer, offset, buffer.length - offset, null);
      } catch (error) {
        const code = systemCode(error);
        // Windows reports the end of a pipe as an error.
        if (code === "EOF") return 0;
        if (code !== "EAGAIN") throw error;
        Atomics.wait(clock, 0, 0, WAIT_MS);
      }
    }
  };
}

/** Yields the standard input, or another open descriptor, as a named stream under the path that it stands for. */
export function* scanStdin(path = "stdin", options: StdinOptions = {}): Generator<SourceEvent, void, void> {
  const { file = STANDARD_INPUT, windows = WINDOW_SIZES } = options;
  try {
    yield* readUnits(
      { path, origin: { kind: "stdin" }, named: true },
      waitingReader(file),
      windowBuffer(windows),
      windows,
    );
  } catch (error) {
    yield { type: "problem", problem: unreadable("stdin", error, "read to its end") };
  }
}
