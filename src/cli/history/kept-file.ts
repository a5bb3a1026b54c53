import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

/** Where things are kept for a person; undefined where the environment names no such place. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: local } = env;
  const folder = cache || (home ? join(home, ".cache") : local);
  return folder ? join(folder, "sealint") : undefined;
}

/** Writes a file in one step, for nobody but the person. Where that cannot be, nothing is kept. */
export function writeKept(file: string, parts: readonly Buffer[]): void {
  const next = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(next, Buffer.concat(parts), { mode: 0o600 });
    renameSync(next, file);
  } catch {
    // Without a place to keep it the next run takes as long as this one.
    removeIfThere(next);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to be removed.
  }
}

/** Length of a sum in bytes. */
export const SUM = 32;

/** Bytes, and behind them what they are held against when they are read. */
export const withSum = (bytes: Buffer): Buffer[] => [bytes, createHash("sha256").update(bytes).digest()];

/** Bytes that were written so, and where what follows them begins; throws where they are others than were written. */
export function summed(bytes: Buffer, start: number, length: number): { readonly part: Buffer; readonly end: number } {
  const part = bytes.subarray(start, start + length);
  const end = start + length + SUM;
  const [, sum] = withSum(part);
  if (sum?.equals(bytes.subarray(start + length, end)) !== true)
    throw new Error("these are not the bytes that were kept");
  return { part, end };
}
