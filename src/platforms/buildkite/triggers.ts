import type { Trigger } from "../../core/pipeline.ts";
import type { Known } from "../gitlab-ci/condition.ts";
import { holds } from "./condition.ts";
import type { BuildkiteModel, Step } from "./model.ts";

/** What may start a build; the pipeline's settings say which of these do. */
const EVENTS = ["push", "pull_request", "tag", "schedule", "api", "manual"] as const;

type Event = (typeof EVENTS)[number];

/** How Buildkite calls where a build comes from. */
const SOURCES: Readonly<Record<Event, string>> = {
  push: "webhook",
  pull_request: "webhook",
  tag: "webhook",
  schedule: "schedule",
  api: "api",
  manual: "ui",
};

type Conditions = Pick<Step, "conditions" | "branches">;

/** What can start a step. Pull requests from forks are built where a setting lets them: they count where the step asks for requests. */
export function triggersOf(step: Conditions): Trigger[] {
  return EVENTS.filter((event) => mayRun(step, event)).map((event) => ({
    event,
    untrusted: event === "pull_request" && asksForRequests(step) && mayRun(step, event, "true"),
  }));
}

/** What can start any of the steps. */
export function triggersOfAll(steps: readonly Step[]): Trigger[] {
  const working = steps.filter(({ kind }) => kind === "command" || kind === "trigger");
  if (working.length === 0) return triggersOf({ conditions: [], branches: [] });
  const found = working.flatMap(triggersOf);
  return EVENTS.filter((event) => found.some((one) => one.event === event)).map((event) => ({
    event,
    untrusted: found.some((one) => one.event === event && one.untrusted),
  }));
}

function mayRun({ conditions, branches }: Conditions, event: Event, fork?: "true"): boolean {
  if (event === "pull_request" && branches.length > 0 && !branches.every(takesManyBranches)) return false;
  return conditions.every(({ value }) => holds(value, (name) => knownOf(name, event, fork)) !== false);
}

/** Patterns that the branches of requests may have: what is left out, and what begins with a star. */
const takesManyBranches = ({ value }: { readonly value: string }): boolean => /^[!*]/.test(value);

function knownOf(name: string, event: Event, fork?: "true"): Known {
  const isRequest = event === "pull_request";
  if (name === "build.source") return { text: SOURCES[event] };
  if (name === "build.tag") return event === "tag" ? "set" : isRequest || event === "push" ? "unset" : undefined;
  if (name === "build.pull_request.repository.fork") return isRequest ? fork && { text: fork } : "unset";
  if (name === "build.pull_request.id" || name === "build.pull_request.base_branch") return isRequest ? "set" : "unset";
  if (name === "env.BUILDKITE_PULL_REQUEST") return { text: isRequest ? "1" : "false" };
  return undefined;
}

/** Whether a step is meant for requests: its conditions name them, and let forks in. */
const asksForRequests = ({ conditions }: Pick<Conditions, "conditions">): boolean =>
  conditions.some(({ value }) => /\bpull_request\b|BUILDKITE_PULL_REQUEST/.test(value));

/** Where an agent finds a pipeline by itself. What lies elsewhere is uploaded by scripts, which may ask for the branch first. */
const MAIN_PATH = /(?:^|\/)(?:\.?buildkite\.(?:ya?ml|json)|\.?buildkite\/pipeline\.(?:ya?ml|json))$/i;

/** Whether a push to any branch certainly starts a step. */
export function runsOnAnyBranch({ path }: BuildkiteModel, { conditions, branches }: Conditions): boolean {
  if (!MAIN_PATH.test(path) || branches.length > 0) return false;
  return conditions.every(({ value }) => holds(value, knownOnBranch) === true);
}

const knownOnBranch = (name: string): Known =>
  name === "build.branch" || name === "env.BUILDKITE_BRANCH"
    ? { text: "any-branch" }
    : name === "pipeline.default_branch"
      ? { text: "default-branch" }
      : knownOf(name, "push");
