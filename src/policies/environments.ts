import { namesOne } from "../core/name-pattern.ts";
import { remember } from "../core/remember.ts";
import type { OptionValues, RuleOptions } from "../core/rule-option.ts";

/** A kind of environment, as names of environments, jobs and secrets tell it. */
export type EnvironmentKind = "production" | "other";

const PRODUCTION = /(?:^|[^a-z])(?:prod|prd|production|live)(?![a-z])/;
const OTHER =
  /(?:^|[^a-z])(?:dev|develop|development|stg|stage|staging|test|testing|qa|uat|int|integration|preprod|preproduction|preview|sandbox|nonprod|nonproduction|review|demo|canary|beta)(?![a-z])/;

/** The kind of environment that a name tells; undefined where it tells none, or both. */
export function environmentKind(name: string): EnvironmentKind | undefined {
  return readKind(name) ?? undefined;
}

const readKind = remember((name): EnvironmentKind | null => {
  const spelled = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/(?:non|pre|not)[-_. ](?=prod)/g, (prefix) => prefix.slice(0, 3));
  const isProduction = PRODUCTION.test(spelled);
  const isOther = OTHER.test(spelled);
  return isProduction === isOther ? null : isProduction ? "production" : "other";
});

/** How a repository may say what it calls its environments. */
export const ENVIRONMENT_OPTIONS = {
  production: {
    kind: "names",
    more: "both",
    says: "Environments, jobs, groups and secrets that are production's, besides those whose names say so.",
    example: ["customers", "blue-*"],
  },
  other: {
    kind: "names",
    more: "both",
    says: "Environments, jobs, groups and secrets that are not production's, whatever their names say.",
    example: ["prod-like", "perf-*"],
  },
} as const satisfies RuleOptions;

/** The kind of environment that a name tells; undefined where it tells none. */
export type KindOf = (name: string) => EnvironmentKind | undefined;

/** Reads names of environments with those that a repository has named itself. */
export function kindsBy({ production, other }: OptionValues<typeof ENVIRONMENT_OPTIONS>): KindOf {
  if (production.length === 0 && other.length === 0) return environmentKind;
  return (name) => {
    if (namesOne(other, name)) return "other";
    return namesOne(production, name) ? "production" : environmentKind(name);
  };
}
