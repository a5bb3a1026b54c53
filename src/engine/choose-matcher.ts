import type { SecretRule } from "../core/rule.ts";
import { createKernelMatcher, type KernelParts } from "../matcher/kernel-matcher.ts";
import { createLiteralMatcher } from "../matcher/literal-matcher.ts";
import type { Matcher } from "../matcher/matcher.ts";
import { WINDOW_ROOM } from "../sources/read-windows.ts";

/** The kernel where there is one, else plain TypeScript; `rules` are the whole catalogue, `selected` those of it that run. */
export function chooseMatcher(
  rules: readonly SecretRule[],
  selected: readonly SecretRule[],
  kernel: KernelParts | undefined,
): Matcher {
  if (kernel === undefined) return createLiteralMatcher(selected);
  return createKernelMatcher(kernel, { all: rules, running: selected }, WINDOW_ROOM);
}
