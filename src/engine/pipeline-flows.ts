import type { PipelineFlows } from "../core/pipeline.ts";
import type { Problem, SourceEvent } from "../core/source.ts";
import type { Platform } from "../core/stages.ts";
import { followPipeline } from "./follow-pipeline.ts";
import { outcomeOf } from "./outcome.ts";
import { siblingsOf } from "./siblings.ts";
import { factsBy } from "./trace-flows.ts";

/** The flows of all pipelines among what a source yields, by the paths of their files; anything else in it is passed over. */
export function pipelineFlows(
  events: Iterable<SourceEvent>,
  platforms: readonly Platform[],
): { readonly pipelines: readonly PipelineFlows[]; readonly problems: readonly Problem[] } {
  const { facts, problems } = outcomeOf(events, factsBy(platforms), "sealint");
  const unfollowed: Problem[] = [];
  const read = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  const siblings = siblingsOf(facts);
  const pipelines = read.map(
    (pipeline) =>
      followPipeline(pipeline, siblings(pipeline), { platforms }, (problem) => unfollowed.push(problem)).flows,
  );
  const byFile = (a: PipelineFlows, b: PipelineFlows): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
  return {
    pipelines: pipelines.sort(byFile),
    problems: [...problems, ...facts.flatMap((one) => one.problems), ...unfollowed],
  };
}
