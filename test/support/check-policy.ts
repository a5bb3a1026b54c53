import { type OptionValue, valuesOf } from "../../src/core/rule-option.ts";
import type { Policy, PolicyContext, PolicyMatch } from "../../src/core/stages.ts";

/** Runs a policy with options of its own as the configuration may set them, and the defaults of the others. */
export const checkPolicy = (
  policy: Policy,
  context: Omit<PolicyContext<unknown>, "options">,
  set: Readonly<Record<string, OptionValue>> = {},
): Iterable<PolicyMatch> => policy.check({ ...context, options: valuesOf(policy.meta.options ?? {}, set) });
