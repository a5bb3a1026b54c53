import type { Dialect } from "../container-steps/dialect.ts";

/** What the author of a commit or of a pull request writes. */
const OUTSIDER =
  /^CI_(?:COMMIT_(?:MESSAGE|AUTHOR(?:_EMAIL)?|SOURCE_BRANCH|SOURCE_REF|PULL_REQUEST_(?:LABELS|MILESTONE))|PIPELINE_(?:TITLE|MESSAGE|AUTHOR))$/;

/** Names of branches and tags, which may hold `$(…)`, and what somebody types in who deploys. */
const PROJECT = /^CI_(?:COMMIT_(?:BRANCH|TAG|REF|REFSPEC|TARGET_BRANCH)|PIPELINE_DEPLOY_T(?:ARGET|ASK))$/;

/** Woodpecker in its own words. https://woodpecker-ci.org/docs/usage/workflow-syntax */
export const WOODPECKER: Dialect = {
  platform: "woodpecker",
  events: ["push", "pull_request", "tag", "release", "deployment", "cron", "manual"],
  furtherEvents: ["pull_request_closed", "pull_request_metadata"],
  untrusted: new Set(["pull_request", "pull_request_closed", "pull_request_metadata"]),
  byHand: new Set(["deployment", "manual", "release"]),
  ownVariable: /^CI(?:_|$)/,
  authorOf: (name) => (OUTSIDER.test(name) ? "outsider" : PROJECT.test(name) ? "project" : undefined),
  branch: /^CI_COMMIT_(?:TARGET_)?BRANCH$/,
  token: /^CI_NETRC_PASSWORD$/,
  ownImage: /^(?:(?:docker\.io|codeberg\.org|quay\.io)\/)?woodpecker(?:ci|-ci)\//,
  onMachine: /^local$/,
};
