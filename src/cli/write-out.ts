import { writeSync } from "node:fs";

const STDOUT = 1;
const STDERR = 2;
const WAIT_MS = 5;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/**
 * Writes to a descriptor and waits until all is written, so that nothing is lost when the process ends. False where the
 * reader has gone: then there is nobody to tell.
 */
export function writeAll(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text);
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (codeOf(error) === "EPIPE") return false;
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(clock, 0, 0, WAIT_MS);
    }
  }
  return true;
}

export const printOut = (text: string): boolean => writeAll(STDOUT, text);

/** Writes to standard error; where that fails there is nowhere left to say so, and the run goes on for its report and exit code. */
export function writeError(text: string): boolean {
  try {
    return writeAll(STDERR, text);
  } catch {
    return false;
  }
}

export const printError = (line: string): boolean => writeError(`${line}\n`);
