import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { matchesPattern } from "../pattern/matches-pattern.ts";
import { evaluate, type KnownAttribute } from "./condition.ts";
import type { BranchFilter, Job, TravisModel } from "./model.ts";

/** What the file says of who starts a job. */
export interface Openness {
  readonly triggers: readonly Trigger[];
  /** Whether a push to any branch at all certainly starts it. */
  readonly anyBranch: boolean;
}

/** What can start a build, in Travis's words. A pull request may come from a fork, and then gets no secret. */
const EVENTS: readonly Trigger[] = [
  { event: "push", untrusted: false },
  { event: "pull_request", untrusted: true },
  { event: "api", untrusted: false },
  { event: "cron", untrusted: false },
];

/** A name that no file would give to a branch of its own accord. */
const ANY_BRANCH = "somebodys-own-try-of-a-change";

/** How a job is started. */
export function opennessOf({ condition, branches }: TravisModel, job: Pick<Job, "conditions">): Openness {
  const conditions = [...(condition === undefined ? [] : [condition]), ...job.conditions];
  const holds = (known: KnownAttribute, unknown: boolean): boolean =>
    conditions.every(({ value }) => evaluate(value, known) ?? unknown);
  const triggers = EVENTS.filter(({ event }) => holds(knownOn(event, undefined), true)).map(({ event, untrusted }) => ({
    event,
    untrusted: untrusted && holds(knownOn(event, undefined, "true"), true),
  }));
  const anyBranch = passes(branches, ANY_BRANCH) && holds(knownOn("push", ANY_BRANCH, "false"), false);
  return { triggers, anyBranch };
}

/** Values that a build for an event has; the branch of a request is the one that it goes to. */
function knownOn(event: string, branch: string | undefined, fork?: string): KnownAttribute {
  return (name) => {
    if (name === "type") return event;
    if (name === "branch") return branch;
    if (name === "fork") return event === "pull_request" ? fork : "false";
    if (name === "tag") return event === "push" && branch === undefined ? undefined : "";
    return undefined;
  };
}

/** Whether a branch is built. */
function passes({ only, except }: BranchFilter, branch: string): boolean {
  const isOne = ({ value }: Scalar): boolean => {
    const { source, flags = "" } = /^\/(?<source>.*)\/(?<flags>[imx]*)$/s.exec(value)?.groups ?? {};
    if (source === undefined) return value === branch;
    return matchesPattern(source, branch, { ignoreCase: flags.includes("i") }) === true;
  };
  return (only === undefined || only.some(isOne)) && !except.some(isOne);
}
