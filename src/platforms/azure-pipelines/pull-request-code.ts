import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { commandsWithin } from "../flow/commands-within.ts";
import { runsOwnCode } from "../script/own-code.ts";
import type { AzurePipelinesModel, Job, Pool, Stage, Step } from "./model.ts";
import { inputOf, taskName } from "./tasks.ts";
import { pullRequests, pullRequestTest } from "./triggers.ts";

/** A job that builds pull requests and runs code out of them. */
export interface PullRequestBuild {
  readonly stage: Stage;
  readonly job: Job;
  readonly pool: Pool | undefined;
  /** What runs their code, in the order of the steps. */
  readonly runs: readonly { readonly name: string; readonly place: Place }[];
  /** Whether the file asks for pull requests; without `pr:` the forge decides. */
  readonly asked: boolean;
  /** Where the checkout keeps the job's token. */
  readonly keepsToken: boolean;
}

/** Tasks that do the same, and the commands with which they do not. */
const BUILDING_TASKS =
  /^(?:npm|yarn|gradle|maven|ant|dotnetcorecli|msbuild|vsbuild|docker|dockercompose|gulp|grunt|cmake|xcode|cocoapods|makefile|cargo|visualstudiotest|vstest)$/i;

const HARMLESS_COMMAND = /^(?:push|login|logout|start|stop|tag|publish)$/i;

/** Jobs that a pull request can start, and in which its code runs. */
export function pullRequestBuilds(model: AzurePipelinesModel, flows: PipelineFlows): PullRequestBuild[] {
  const answer = pullRequests(model);
  if (answer === "none") return [];
  const runsForPullRequests = pullRequestTest(model);
  return model.stages.filter(runsForPullRequests).flatMap((stage) =>
    stage.jobs.filter(runsForPullRequests).flatMap((job) => {
      const steps = job.steps.filter(runsForPullRequests);
      const checkouts = steps.filter(({ kind }) => kind === "checkout");
      // A deployment checks nothing out unless it says so, any other job does unless it says not to.
      const checksOut = checkouts.length === 0 ? job.kind !== "deployment" : checkouts.some(isOwnCheckout);
      const runs = checksOut ? steps.flatMap((step) => runsIn(step, flows)) : [];
      if (runs.length === 0) return [];
      const pool = job.pool ?? stage.pool ?? model.pool;
      const keepsToken = checkouts.some((step) => /^true$/i.test(inputOf(step, "persistcredentials")?.value ?? ""));
      return [{ stage, job, pool, runs, asked: answer === "asked", keepsToken }];
    }),
  );
}

const isOwnCheckout = ({ value }: Step): boolean => value.value === "self";

function runsIn(step: Step, flows: PipelineFlows): { readonly name: string; readonly place: Place }[] {
  const name = taskName(step);
  if (BUILDING_TASKS.test(name)) {
    const isHarmless = HARMLESS_COMMAND.test(inputOf(step, "command")?.value ?? "");
    return isHarmless ? [] : [{ name: step.value.value, place: step.value.place }];
  }
  const file = inputOf(step, "filepath", "scriptpath");
  if (file !== undefined && !/^\$\((?:Agent|Pipeline)\./i.test(file.value))
    return [{ name: file.value, place: file.place }];
  const first = commandsWithin(flows, step.place).find(runsOwnCode);
  return first === undefined ? [] : [{ name: first.name, place: first.place }];
}
