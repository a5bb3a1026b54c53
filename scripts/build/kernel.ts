import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";

/** Memory of the tables and the list of hits lies below the input, see assembly/layout.ts; the compiler's own below both. */
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--memoryBase", "16"];

/** Compiles assembly/kernel.ts into `file`, with relaxed vectors or without. Throws a BuildError with what the compiler says. */
export function compileKernel(root: string, file: string, { relaxed }: { readonly relaxed: boolean }): void {
  compile(root, "assembly/kernel.ts", file, ["--enable", relaxed ? "simd,relaxed-simd" : "simd"]);
}

/** Compiles assembly/unpack/unpack.ts into `file`. Throws a BuildError with what the compiler says. */
export function compileUnpacker(root: string, file: string): void {
  compile(root, "assembly/unpack/unpack.ts", file, []);
}

function compile(root: string, source: string, file: string, more: readonly string[]): void {
  const compiler = join(root, "node_modules", "assemblyscript", "bin", "asc.js");
  const args = [compiler, source, "--outFile", file, ...OPTIONS, ...more];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new BuildError(stderr.trimEnd().split("\n"));
}
