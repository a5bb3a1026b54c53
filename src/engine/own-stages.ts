import type { SecretRule } from "../core/rule.ts";
import type { Detector, Policy } from "../core/stages.ts";
import { linearDetector } from "../detectors/linear.ts";
import { joinMatchers } from "../matcher/joined-matcher.ts";
import type { Matcher } from "../matcher/matcher.ts";
import type { OwnPolicy } from "../own-policies/own-policy.ts";

/** What runs the rules and policies that a repository brings itself. It is loaded only where there are some. */
export interface OwnStages {
  readonly rules: readonly SecretRule[];
  readonly policies: readonly Policy[];
  readonly detector: Detector;
  joined(matcher: Matcher, count: number, others: readonly SecretRule[]): Matcher;
}

/** Puts them together; policies speak of all platforms. */
export function ownStages(
  { rules, policies }: { readonly rules: readonly SecretRule[]; readonly policies: readonly OwnPolicy[] },
  platforms: readonly { readonly id: string }[],
): OwnStages {
  const ids = platforms.map(({ id }) => id);
  return {
    rules,
    policies: policies.map(({ meta, check }) => ({
      meta,
      platforms: ids,
      check: ({ flows }) => check(flows),
    })),
    detector: linearDetector,
    joined: joinMatchers,
  };
}
