import type { Gap, PipelineFlows } from "../core/pipeline.ts";
import { ORIGIN_BASE, type Problem } from "../core/source.ts";
import type { Place } from "../core/span.ts";
import type { Siblings } from "../core/stages.ts";
import { createLocate } from "../findings/locate.ts";
import { attempt } from "./attempt.ts";
import type { Document, PipelineFacts } from "./facts.ts";
import type { EngineOptions } from "./options.ts";

/** A pipeline with what flows through it. */
export type FollowedPipeline = PipelineFacts & { readonly flows: PipelineFlows };

/** Follows a pipeline's secrets, where `siblings` are the others of its kind; what fails or ends too early is reported, and the pipeline then has none, or fewer. */
export function followPipeline(
  pipeline: PipelineFacts,
  siblings: Siblings,
  { platforms, isWhole = false }: Pick<EngineOptions, "platforms" | "isWhole">,
  report: (problem: Problem) => void,
): FollowedPipeline {
  const { document, platform: id } = pipeline;
  const platform = platforms.find((one) => one.id === id);
  if (platform === undefined) throw new Error(`no platform ${id}`);
  const step = "following its secrets";
  const followed = attempt({ subject: document.path, step, report }, () => {
    const model = platform.settle?.(pipeline.model, siblings) ?? pipeline.model;
    return { model, flows: platform.flows(model, siblings) };
  });
  const { model, flows } = followed ?? { model: pipeline.model };
  for (const gap of flows?.gaps ?? []) if (isWhole || !gap.isMissing) report(gapIn(document, gap));
  if (flows?.unfollowed !== undefined) report(unfollowed(document, flows.unfollowed));
  const empty = {
    triggers: [],
    references: [],
    flows: [],
    literals: [],
    commands: [],
    scripts: [],
    tools: [],
    fallbacks: [],
    images: [],
    jobs: [],
    transfers: [],
    inclusions: [],
    parameters: [],
    sharesSecrets: false,
  };
  return { ...pipeline, model, flows: flows ?? { platform: id, file: document.path, ...empty } };
}

function gapIn({ path, bytes }: Document, { place: { span }, why, message, hint }: Gap): Problem {
  return {
    level: "note",
    code: "broken-pipeline",
    subject: path,
    ...createLocate(bytes, ORIGIN_BASE)(span).start,
    message: message ?? `leads to a file that is not followed: ${why}`,
    hint: hint ?? "Correct the path, or add the file to what is scanned.",
  };
}

function unfollowed({ path, bytes }: Document, { span }: Place): Problem {
  return {
    level: "error",
    code: "limit-reached",
    subject: path,
    ...createLocate(bytes, ORIGIN_BASE)(span).start,
    message: "secrets are not followed from here on: the script is too long, or too many of them flow",
    hint: "Split the script or the pipeline.",
  };
}
