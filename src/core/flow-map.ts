import type { Location } from "./finding.ts";
import type { Flow, Reference, Sink, Trigger } from "./pipeline.ts";
import type { Problem } from "./source.ts";

/** Where one use of a secret ends, with the bindings on the way there. */
export interface FlowEnd extends Pick<Sink, "kind" | "name" | "pinned" | "trusted">, Pick<Flow, "masked"> {
  readonly location: Location;
  /** Nearest the reference first. */
  readonly path: readonly Location[];
}

/** One use of a secret by its name, and all that it reaches. */
export interface SecretUse extends Pick<Reference, "job" | "step" | "environment" | "via" | "boundTo"> {
  readonly location: Location;
  readonly ends: readonly FlowEnd[];
}

/** A secret that a pipeline uses; `*` stands for all of them, or for one whose name is worked out as the pipeline runs. */
export interface SecretInPipeline {
  readonly name: string;
  /** True for a token that the platform makes for each run by itself. */
  readonly builtIn: boolean;
  readonly uses: readonly SecretUse[];
}

/** A pipeline's secrets with where they go. */
export interface PipelineMap {
  readonly path: string;
  readonly platform: string;
  readonly triggers: readonly Trigger[];
  /** Whether every job gets all secrets of the project, also those that the file does not name. */
  readonly sharesSecrets: boolean;
  /** In the order of their names. */
  readonly secrets: readonly SecretInPipeline[];
}

/** What the pipelines of a repository do with secrets: names and places, no values. */
export interface FlowMap {
  /** In the order of their paths. */
  readonly pipelines: readonly PipelineMap[];
  readonly problems: readonly Problem[];
}
