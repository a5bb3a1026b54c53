import type { Command, PipelineFlows, PipelineJob, PipelineScript, Reference, ToolUse } from "../core/pipeline.ts";
import { rememberedLately } from "../platforms/flow/remembered.ts";
import { isJobToken } from "./secret-like.ts";

/** Where something stands: in a job, and in a step of it where the platform has steps. */
interface Where {
  readonly job?: string;
  readonly step?: string;
}

/** Finds what stands at a place of one kind, each list being sorted into its places once a pipeline. */
function sorter<Item extends Where>(listOf: (flows: PipelineFlows) => readonly Item[]) {
  const byJob = rememberedLately((flows: PipelineFlows) => Map.groupBy(listOf(flows), ({ job }) => job));
  const byStep = rememberedLately((flows: PipelineFlows) => Map.groupBy(listOf(flows), keyOf));
  return {
    inJob: (flows: PipelineFlows, job: string | undefined): readonly Item[] => byJob(flows).get(job) ?? [],
    atStep: (flows: PipelineFlows, where: Where): readonly Item[] => byStep(flows).get(keyOf(where)) ?? [],
  };
}

const keyOf = ({ job, step }: Where): string => JSON.stringify([job, step]);

const scripts = sorter<PipelineScript>((flows) => flows.scripts);
const tools = sorter<ToolUse>((flows) => flows.tools);
const commands = sorter<Command>((flows) => flows.commands);
const stored = sorter<Reference>(({ references }) => references.filter((one) => !isJobToken(one)));
const tokens = sorter<Reference>(({ references }) => references.filter(isJobToken));
const jobs = rememberedLately((flows: PipelineFlows) => new Map(flows.jobs.map((job) => [job.name, job])));

/** Scripts of one job. */
export const scriptsIn = scripts.inJob;
/** Scripts of one step, or of one job of a platform without steps. */
export const scriptsAt = scripts.atStep;
/** Tools that one job uses. */
export const toolsIn = tools.inJob;
/** What a step uses. */
export const toolsAt = tools.atStep;
/** Commands of one job's scripts. */
export const commandsIn = commands.inJob;
/** Commands of one step's scripts. */
export const commandsAt = commands.atStep;
/** Stored secrets that one job reads by itself; without a job, those that are bound for all of them. */
export const storedIn = stored.inJob;
/** Uses of the platform's own tokens in one job. */
export const tokensIn = tokens.inJob;

/** A job by its name. */
export const jobOf = (flows: PipelineFlows, name: string | undefined): PipelineJob | undefined =>
  name === undefined ? undefined : jobs(flows).get(name);
