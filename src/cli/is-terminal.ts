import { fstatSync, statSync } from "node:fs";
import process from "node:process";

/**
 * Whether standard output (1) or error (2) is a terminal. Node opens the stream to tell, which takes milliseconds, so
 * what is a pipe, a file or the null device, and therefore none, is told by the system.
 */
export function isTerminal(descriptor: 1 | 2): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isCharacterDevice() || isNullDevice(stats.rdev)) return false;
  } catch {
    return false;
  }
  return (descriptor === 1 ? process.stdout : process.stderr).isTTY;
}

function isNullDevice(device: number): boolean {
  return statSync("/dev/null", { throwIfNoEntry: false })?.rdev === device;
}
