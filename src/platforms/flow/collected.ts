import type {
  Command,
  Fallback,
  Flow,
  ImageUse,
  Inclusion,
  Literal,
  Parameter,
  PipelineJob,
  PipelineScript,
  Reference,
  Sink,
  ToolUse,
  Transfer,
  Trigger,
} from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Carried } from "./scope.ts";

/** Where in a pipeline something stands: what its references have in common. */
export interface Site {
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly job?: string;
  readonly step?: string;
  readonly environment?: string;
  /** The variable or input whose value is being read. */
  readonly boundTo?: string;
  /** Set where the platform opens the registry of an image with what is read. */
  readonly opensRegistry?: boolean;
}

/** Everything that the walk over a model gathers. */
export interface Collected {
  readonly references: Reference[];
  readonly flows: Flow[];
  readonly literals: Literal[];
  readonly commands: Command[];
  readonly scripts: PipelineScript[];
  readonly tools: ToolUse[];
  readonly images: ImageUse[];
  readonly fallbacks: Fallback[];
  readonly jobs: PipelineJob[];
  readonly transfers: Transfer[];
  readonly inclusions: Inclusion[];
  readonly parameters: Parameter[];
  /** The first sink beyond the limit of flows. */
  unfollowed?: Place;
}

export const collectNothing = (): Collected => ({
  references: [],
  flows: [],
  literals: [],
  commands: [],
  scripts: [],
  tools: [],
  images: [],
  fallbacks: [],
  jobs: [],
  transfers: [],
  inclusions: [],
  parameters: [],
});

/** Ways of secrets that one pipeline may have: every variable of a job reaches every action in it. */
const MAX_FLOWS = 100_000;

export function addFlows(collected: Collected, carried: Iterable<Carried>, sink: Sink): void {
  for (const { reference, path, masked } of carried) {
    if (collected.flows.length >= MAX_FLOWS) {
      collected.unfollowed ??= sink.place;
      return;
    }
    collected.flows.push({ reference, path, sink, masked });
  }
}
