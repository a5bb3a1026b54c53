import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelFiles } from "../core/kernel-files.ts";

const moduleOf = (bytes: string): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes.split(" ").map(Number));

/** Small modules that only an engine with vectors takes, `(func (drop (i8x16.splat …)))`, or one with relaxed ones. */
const VECTORS = moduleOf("0 97 115 109 1 0 0 0 1 4 1 96 0 0 3 2 1 0 10 9 1 7 0 65 1 253 15 26 11");
const RELAXED_VECTORS = moduleOf(
  "0 97 115 109 1 0 0 0 1 5 1 96 0 1 123 3 2 1 0 10 15 1 13 0 65 1 253 15 65 2 253 15 253 128 2 11",
);

/**
 * Reads the kernel and its tables from the program's folder. Tells where this machine has no vectors in WebAssembly, for which
 * there is a matcher in plain TypeScript, and where files are missing, which they should never be.
 */
export function loadKernel(folder: string): KernelFiles | "no vectors" | "missing" {
  const isRelaxed = WebAssembly.validate(RELAXED_VECTORS);
  if (!isRelaxed && !WebAssembly.validate(VECTORS)) return "no vectors";
  try {
    const code = readFileSync(join(folder, isRelaxed ? "kernel-relaxed.wasm" : "kernel.wasm"));
    return { code, tables: readFileSync(join(folder, "anchors.bin")) };
  } catch {
    return "missing";
  }
}
