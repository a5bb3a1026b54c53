import type { PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";

/** A text that somebody outside the file chooses, where it becomes part of a script or a command takes it for code. */
export interface ChosenText {
  readonly place: Place;
  /** What brings it, as written: `BUILDKITE_MESSAGE`. */
  readonly name: string;
  /** Anybody, the author of a commit that was merged, or whoever may write to the repository. */
  readonly author: "outsider" | "merged" | "project";
  /** The command; absent where the platform fills the text in. */
  readonly by?: string;
  readonly script: PipelineScript;
}
