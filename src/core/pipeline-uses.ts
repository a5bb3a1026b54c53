import type { PipelineJob, Reference } from "./pipeline.ts";
import type { Place } from "./span.ts";

/** Where a secret is presented: a host, or a tool that talks to one. */
export interface Presentation {
  readonly reference: Reference;
  readonly place: Place;
  /** As the pipeline names it. */
  readonly name: string;
  readonly kind: "host" | "tool" | "program";
  /** Id of the known service that it is, where it is one. */
  readonly service?: string;
}

/** Something that a pipeline asks for with a secret. */
export interface Grant {
  readonly reference: Reference;
  /** In lower case, such as `contents:write`. */
  readonly scope: string;
  readonly place: Place;
}

/** What the inventory is held against of one pipeline, beside its references: plain data, which any thread may hand on. */
export interface PipelineUses {
  readonly presentations: readonly Presentation[];
  readonly grants: readonly Grant[];
  /** Environments that its jobs name. */
  readonly environments: readonly NonNullable<PipelineJob["environment"]>[];
  /** Whether a job is handed secrets that the file does not name. */
  readonly sharesSecrets: boolean;
}
