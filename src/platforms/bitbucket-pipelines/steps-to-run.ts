import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import type { BitbucketModel, Parameter, Pipeline, Start, Step } from "./model.ts";

/** A step with all that the pipelines which run it say of it: one that an anchor brings into several is one. */
export interface Job {
  readonly step: Step;
  /** As reports call it, and no other step of the file. */
  readonly name: string;
  /** Where that stands: its name, or the pipeline's. */
  readonly called: Scalar | Step;
  readonly triggers: readonly Trigger[];
  readonly parameters: readonly Parameter[];
  readonly deployment?: Scalar;
  /** Whether each pipeline that runs it waits for somebody. */
  readonly approved: boolean;
  /** Whether a push to any branch at all starts it. */
  readonly anyBranch: boolean;
  /** Whether a pipeline of the file runs it. */
  readonly runs: boolean;
}

interface Use {
  readonly pipeline: Pipeline;
  readonly manual: boolean;
  readonly deployment?: Scalar;
}

/** What starts the pipelines of a section, in Bitbucket's words. Its requests to merge come from the repository itself: a fork runs its own. */
const EVENTS: Readonly<Record<Start, string | undefined>> = {
  default: "push",
  branches: "push",
  bookmarks: "push",
  tags: "tag",
  "pull-requests": "pull_request",
  custom: "manual",
  event: "event",
  shared: undefined,
};

/** All steps of a file, each once, in their order. */
export function jobsOf({ pipelines }: BitbucketModel): Job[] {
  const uses = new Map<number, { readonly step: Step; readonly label: string; readonly all: Use[] }>();
  for (const pipeline of pipelines) {
    for (const [index, { step, ...around }] of pipeline.steps.entries()) {
      const start = step.place.span.start;
      const known = uses.get(start);
      const use: Use = { pipeline, ...around };
      if (known === undefined) uses.set(start, { step, label: `${labelOf(pipeline)} ${index + 1}`, all: [use] });
      else known.all.push(use);
    }
  }
  const names = new Map<string, number>();
  return [...uses.values()].map(({ step, label, all }) => {
    const first = all[0]?.pipeline;
    const own = step.name?.value ?? label;
    const name = unique(names, own, first === undefined ? "" : labelOf(first));
    return { step, name, called: step.name ?? step, ...settledBy(all) };
  });
}

const labelOf = ({ start, name }: Pipeline): string =>
  name === undefined || start === "default" ? start : `${start} ${name.value}`;

/** A name that nothing has before, with where it belongs or a number behind it. */
function unique(names: Map<string, number>, name: string, of: string): string {
  for (const tried of [name, `${name} (${of})`]) {
    if (names.has(tried)) continue;
    names.set(tried, 1);
    return tried;
  }
  const count = (names.get(name) ?? 1) + 1;
  names.set(name, count);
  return `${name} (${of}, ${count})`;
}

function settledBy(all: readonly Use[]): Omit<Job, "step" | "name" | "called"> {
  const running = all.filter(({ pipeline }) => pipeline.start !== "shared");
  const events = new Set(running.flatMap(({ pipeline }) => EVENTS[pipeline.start] ?? []));
  const deployment = all.find((use) => use.deployment !== undefined)?.deployment;
  return {
    triggers: [...events].map((event) => ({ event, untrusted: false })),
    parameters: all.flatMap(({ pipeline }) => pipeline.variables),
    ...(deployment !== undefined && { deployment }),
    approved: running.length > 0 && running.every(({ pipeline, manual }) => manual || pipeline.start === "custom"),
    anyBranch: running.some((use) => !use.manual && startsOnAnyBranch(use.pipeline)),
    runs: running.length > 0,
  };
}

const startsOnAnyBranch = ({ start, name }: Pipeline): boolean =>
  start === "default" || (start === "branches" && /^\*{1,2}$/.test(name?.value ?? ""));
