import type { Place } from "./span.ts";

/** An event that can start a pipeline, in the platform's own word: `push`, `pull_request_target`, `schedule`. */
export interface Trigger {
  readonly event: string;
  /** True where somebody without write access can cause it with content of theirs. */
  readonly untrusted: boolean;
}

/** A pipeline's use of a secret by name. */
export interface Reference {
  readonly secret: string;
  readonly platform: string;
  readonly file: string;
  readonly job?: string;
  /** The step's name, id or 1-based number, as people would call it. */
  readonly step?: string;
  readonly environment?: string;
  readonly triggers: readonly Trigger[];
  readonly place: Place;
  readonly via: "env" | "input" | "script" | "expression" | "context" | "mount";
}

/** Where a secret ends. */
export interface Sink {
  readonly kind:
    | "action"
    | "image"
    | "host"
    | "log"
    | "artefact"
    | "cache"
    | "output"
    | "argv"
    | "file"
    | "layer"
    | "callee";
  readonly name: string;
  readonly place: Place;
  /** Whether what runs there is fixed by a digest; absent where that makes no sense. */
  readonly pinned?: boolean;
  /** Whether the platform's own maker or the repository itself provides it. */
  readonly trusted?: boolean;
}

/** One way of one secret: from its reference through bindings to a sink. */
export interface Flow {
  readonly reference: Reference;
  /** Bindings on the way (env entries, outputs), nearest the reference first. */
  readonly path: readonly Place[];
  readonly sink: Sink;
  /** Whether the platform's log masking still knows the value there. */
  readonly masked: boolean;
}

/** A value written out in a pipeline where a reference could stand. */
export interface Literal {
  /** The variable's or input's name. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
  readonly via: "env" | "input";
  readonly job?: string;
  readonly step?: string;
}

/** What `flows` makes of any platform's model: one shape for all. */
export interface PipelineFlows {
  readonly platform: string;
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly references: readonly Reference[];
  readonly flows: readonly Flow[];
  readonly literals: readonly Literal[];
  /** The first script or sink that was not followed, because it is too long or there are too many; absent where all were. */
  readonly unfollowed?: Place;
}
