import type { Environment } from "../../git/git-config.ts";
import { AZURE } from "./azure.ts";
import { BITBUCKET } from "./bitbucket.ts";
import { BUILDKITE } from "./buildkite.ts";
import type { CiSystem } from "./ci-system.ts";
import { CIRCLECI } from "./circleci.ts";
import { GITHUB } from "./github.ts";
import { GITLAB } from "./gitlab.ts";
import { JENKINS } from "./jenkins.ts";

/** All systems that are known; those whose variables others set, too, come last. */
export const CI_SYSTEMS: readonly CiSystem[] = [GITHUB, GITLAB, AZURE, BITBUCKET, CIRCLECI, BUILDKITE, JENKINS];

/** The system that this is a run of; undefined where it is none that is known. */
export function systemHere(environment: Environment): CiSystem | undefined {
  return CI_SYSTEMS.find(({ isHere }) => isHere(environment));
}
