import { fstatSync, statSync } from "node:fs";
import process from "node:process";

/**
 * Whether standard input (0), output (1) or error (2) is a terminal. Node opens the stream to tell, which takes milliseconds, so
 * what is a pipe, a file or the null device, and therefore none, is told by the system.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isCharacterDevice() || isNullDevice(stats.rdev)) return false;
  } catch {
    return false;
  }
  return STREAMS[descriptor]().isTTY;
}

const STREAMS = { 0: () => process.stdin, 1: () => process.stdout, 2: () => process.stderr };

function isNullDevice(device: number): boolean {
  return statSync("/dev/null", { throwIfNoEntry: false })?.rdev === device;
}
