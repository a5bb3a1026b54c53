import type { Dialect } from "../container-steps/dialect.ts";

/** What the author of a commit or of a pull request writes. */
const OUTSIDER =
  /^(?:DRONE_(?:COMMIT_(?:MESSAGE|AUTHOR(?:_NAME|_EMAIL)?)|PULL_REQUEST_TITLE|SOURCE_BRANCH)|CI_COMMIT_(?:MESSAGE|AUTHOR(?:_NAME|_EMAIL)?))$/;

/** Names of branches and tags, which may hold `$(…)`, and what somebody types in who promotes a build. */
const PROJECT =
  /^(?:DRONE_(?:BRANCH|COMMIT_BRANCH|COMMIT_REF|TARGET_BRANCH|TAG|DEPLOY_TO|RELEASE_\w+)|CI_(?:COMMIT_BRANCH|COMMIT_REF))$/;

/** Drone in its own words. https://docs.drone.io/pipeline/triggers/ */
export const DRONE: Dialect = {
  platform: "drone",
  events: ["push", "pull_request", "tag", "promote", "rollback", "cron", "custom"],
  // How version 0.8 called a promotion.
  furtherEvents: ["deployment"],
  untrusted: new Set(["pull_request"]),
  byHand: new Set(["promote", "rollback", "custom", "deployment"]),
  ownVariable: /^(?:DRONE|CI)(?:_|$)/,
  authorOf: (name) => (OUTSIDER.test(name) ? "outsider" : PROJECT.test(name) ? "project" : undefined),
  branch: /^(?:DRONE_(?:BRANCH|COMMIT_BRANCH|TARGET_BRANCH)|CI_COMMIT_BRANCH)$/,
  token: /^(?:DRONE|CI)_NETRC_PASSWORD$/,
  ownImage: /^(?:docker\.io\/)?(?:plugins|drone)\//,
  onMachine: /^(?:exec|ssh|macstadium)$/,
};
