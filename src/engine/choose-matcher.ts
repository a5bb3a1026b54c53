import type { KernelFiles } from "../core/kernel-files.ts";
import type { SecretRule } from "../core/rule.ts";
import { createKernelMatcher } from "../matcher/kernel-matcher.ts";
import { createLiteralMatcher } from "../matcher/literal-matcher.ts";
import type { Matcher } from "../matcher/matcher.ts";
import { unpackTables } from "../matcher/tables-image.ts";
import { WINDOW_ROOM } from "../sources/read-windows.ts";

/** The kernel where there is one, else plain TypeScript; `rules` are the whole catalogue, `selected` those of it that run. */
export function chooseMatcher(
  rules: readonly SecretRule[],
  selected: readonly SecretRule[],
  kernel: KernelFiles | undefined,
): Matcher {
  const unpacked = kernel === undefined ? undefined : unpackTables(kernel.tables);
  if (kernel === undefined || unpacked === undefined) return createLiteralMatcher(selected);
  const parts = { module: new WebAssembly.Module(kernel.code), ...unpacked };
  return createKernelMatcher(parts, { all: rules, running: selected }, WINDOW_ROOM);
}
