import { fstatSync } from "node:fs";
import process from "node:process";

/**
 * Whether standard output (1) or error (2) is a terminal. Node opens the stream to tell, which takes milliseconds, so
 * what is a pipe or a file, and therefore none, is told by the system.
 */
export function isTerminal(descriptor: 1 | 2): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  return (descriptor === 1 ? process.stdout : process.stderr).isTTY;
}
