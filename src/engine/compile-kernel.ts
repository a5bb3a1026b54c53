import type { KernelFiles } from "../core/kernel-files.ts";
import type { KernelParts } from "../matcher/kernel-matcher.ts";
import { unpackTables } from "../matcher/tables-image.ts";

/** The fast matcher's kernel, ready for the rules. */
export type Kernel = KernelParts;

/** Makes the kernel of its files; undefined where one of them is broken. */
export function compileKernel({ code, tables }: KernelFiles): Kernel | undefined {
  const unpacked = unpackTables(tables);
  if (unpacked === undefined) return undefined;
  try {
    return { module: new WebAssembly.Module(code), ...unpacked };
  } catch {
    return undefined;
  }
}
