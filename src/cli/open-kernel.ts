import { loadKernel } from "../config/load-kernel.ts";
import { compileKernel, type Kernel } from "../engine/compile-kernel.ts";

/** The fast matcher's kernel, where this machine can run it, or what is wrong with its files, as a sentence. */
export type OpenedKernel = { readonly kernel?: Kernel; readonly warning?: string };

/** Opens the kernel in the program's folder. Without it the same is found, only slower. */
export function openKernel(folder: string): OpenedKernel {
  const files = loadKernel(folder);
  if (files === "no vectors") return {};
  const kernel = files === "missing" ? undefined : compileKernel(files);
  return kernel === undefined
    ? { warning: warningOf(files === "missing" ? "cannot be read" : "are broken") }
    : { kernel };
}

const warningOf = (what: string): string =>
  `the files of the fast matcher ${what}; the slow one is used. Install sealint again, or run \`npm run build\` in a checkout.`;
