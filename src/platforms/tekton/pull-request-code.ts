import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { runsOwnCode } from "../script/own-code.ts";
import type { TektonModel } from "./model.ts";

/** A task that runs for pull requests, and runs code out of them. */
export interface PullRequestRun {
  readonly job: string;
  /** What runs their code, in the order of the steps. */
  readonly runs: readonly [Run, ...Run[]];
}

interface Run {
  readonly name: string;
  readonly place: Place;
}

/** What names the code of the pull request where something fetches it. */
const ITS_CODE = /(?:\{\{|^\(\()\s*(?:revision|source_branch|source_url|body\.pull_request\.head\.\w+)\s*(?:\}\}|\)\))/;

/** Tasks of runs that fetch a pull request's code and then run it. */
export function pullRequestRuns({ resources }: TektonModel, flows: PipelineFlows): PullRequestRun[] {
  const given = resources
    .flatMap((one) => [one.given, ...(one.pipeline?.tasks ?? []).map((task) => task.given)])
    .flat();
  const fetches =
    given.some(({ value }) => ITS_CODE.test(value.value)) ||
    flows.scripts.some(({ text }) => ITS_CODE.test(text.value));
  if (!fetches) return [];
  return flows.jobs.flatMap(({ name, triggers }): PullRequestRun[] => {
    if (!triggers.some(({ event }) => event === "pull_request")) return [];
    const [first, ...others] = flows.commands.filter(({ job }) => job === name).filter(runsOwnCode);
    return first === undefined ? [] : [{ job: name, runs: [first, ...others] }];
  });
}
