import type { Trigger } from "../../core/pipeline.ts";
import type { Frame, RunTask } from "./frames.ts";
import type { PipelineTask, Resource } from "./model.ts";

/** A resource with who starts it and what it is given, all its uses in the repository together. */
export interface Used {
  readonly resource: Resource;
  /** Path of its file. */
  readonly file: string;
  readonly frame: Frame;
  readonly triggers: Trigger[];
  /** Its own task. */
  readonly own?: RunTask;
  /** Tasks of its pipeline, in their order. */
  readonly tasks: UsedTask[];
  /** What the texts that a run gives are filled in from: the template of a trigger that it stands in. */
  outer: Frame;
  /** Whether the repository has what a run refers to. */
  isFound: boolean;
}

/** A task of a pipeline. */
export interface UsedTask {
  readonly task: PipelineTask;
  /** Where it is written out. */
  readonly inline?: RunTask;
  /** Whether the repository has what it refers to. */
  readonly isFound: boolean;
}
