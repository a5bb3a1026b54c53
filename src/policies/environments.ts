import { remember } from "../core/remember.ts";

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
    .replaceAll(/(?:non|pre)[-_ ](?=prod)/g, (prefix) => prefix.slice(0, 3));
  const isProduction = PRODUCTION.test(spelled);
  const isOther = OTHER.test(spelled);
  return isProduction === isOther ? null : isProduction ? "production" : "other";
});
