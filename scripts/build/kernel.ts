import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";

/** Memory of the tables and the list of hits lies below the input, see assembly/layout.ts; the compiler's own below both. */
const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--memoryBase", "16"];

/** Compiles assembly/kernel.ts into `file`, with relaxed vectors or without. Throws a BuildError with what the compiler says. */
export function compileKernel(root: string, file: string, { relaxed }: { readonly relaxed: boolean }): void {
  const compiler = join(root, "node_modules", "assemblyscript", "bin", "asc.js");
  const features = relaxed ? "simd,relaxed-simd" : "simd";
  const args = [compiler, "assembly/kernel.ts", "--outFile", file, ...OPTIONS, "--enable", features];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new BuildError(stderr.trimEnd().split("\n"));
}
