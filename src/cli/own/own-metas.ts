import type { OwnParts } from "../../config/own/own-parts.ts";
import type { RuleMeta } from "../../core/rule.ts";

/** What own rules and policies say of themselves. */
export const ownMetas = ({ rules, policies }: OwnParts): readonly RuleMeta[] => [
  ...rules.map(({ rule }) => rule),
  ...policies.map(({ policy }) => policy.meta),
];
