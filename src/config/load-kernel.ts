import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelFiles } from "../core/kernel-files.ts";

/** A small module that only an engine with relaxed vectors takes: `(func (drop (i8x16.relaxed_swizzle …)))`. */
const RELAXED_PROBE = Uint8Array.from(
  "0 97 115 109 1 0 0 0 1 5 1 96 0 1 123 3 2 1 0 10 15 1 13 0 65 1 253 15 65 2 253 15 253 128 2 11"
    .split(" ")
    .map(Number),
);

/**
 * Reads the kernel and its tables from the program's folder; undefined where they are not there, or where this machine has no
 * vectors in WebAssembly: plain TypeScript does the same then.
 */
export function loadKernel(folder: string): KernelFiles | undefined {
  try {
    const name = WebAssembly.validate(RELAXED_PROBE) ? "kernel-relaxed.wasm" : "kernel.wasm";
    const code = readFileSync(join(folder, name));
    if (!WebAssembly.validate(code)) return undefined;
    return { code, tables: readFileSync(join(folder, "anchors.bin")) };
  } catch {
    return undefined;
  }
}
