import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** The pipelines of a Bitbucket repository. */
export interface BitbucketModel {
  readonly kind: "bitbucket";
  readonly unit: UnitId;
  readonly path: string;
  /** Where steps run that name no image of their own. */
  readonly image?: Image;
  readonly services: readonly Service[];
  readonly caches: readonly CacheDefinition[];
  readonly pipelines: readonly Pipeline[];
  /** Files and pipelines of other repositories: `repository:branch-or-tag:pipeline`. */
  readonly imports: readonly Scalar[];
}

/** A named scalar. */
export interface Setting {
  readonly name: Scalar;
  readonly value: Scalar;
}

export interface Image {
  readonly name: Scalar;
  /** What opens its registry: `username`, `password`, and the keys of `aws`. */
  readonly credentials: readonly Setting[];
}

/** A container beside a step. */
export interface Service {
  readonly name: Scalar;
  readonly image?: Image;
  readonly variables: readonly Setting[];
}

/** A cache of the file's own, with its folders. */
export interface CacheDefinition {
  readonly name: Scalar;
  readonly paths: readonly Scalar[];
}

/** How a pipeline is started; `shared` where other repositories import it, or nothing in the file starts it. */
export type Start = "default" | "branches" | "tags" | "bookmarks" | "pull-requests" | "custom" | "event" | "shared";

export interface Pipeline {
  readonly start: Start;
  /** The pattern of branches or tags, or the name. */
  readonly name?: Scalar;
  /** What whoever starts it types in. */
  readonly variables: readonly Parameter[];
  readonly steps: readonly PlacedStep[];
}

export interface Parameter {
  readonly name: Scalar;
  readonly default?: Scalar;
  /** Whether only some values may be given. */
  readonly limited: boolean;
}

/** A step in a pipeline, with what stands around it. */
export interface PlacedStep {
  readonly step: Step;
  /** Whether somebody has to start it, or what stands before it. */
  readonly manual: boolean;
  /** That of its stage, where the step has none of its own. */
  readonly deployment?: Scalar;
}

/** A step: what other systems call a job. */
export interface Step {
  readonly place: Place;
  readonly name?: Scalar;
  readonly image?: Image;
  readonly script: readonly Work[];
  readonly afterScript: readonly Work[];
  readonly services: readonly Scalar[];
  readonly caches: readonly Scalar[];
  readonly artifacts: Artifacts;
  readonly deployment?: Scalar;
  /** `manual` or `automatic`. */
  readonly trigger?: Scalar;
  readonly oidc?: Scalar;
  readonly runsOn: readonly Scalar[];
  /** `strategy` of `on-fail`: whether the pipeline goes on. */
  readonly onFail?: Scalar;
  /** Variables that later steps get. */
  readonly outputVariables: readonly Scalar[];
}

export interface Artifacts {
  readonly paths: readonly Scalar[];
  readonly ignored: readonly Scalar[];
}

/** An entry of a script: a line, or a pipe. */
export type Work = { readonly kind: "line"; readonly text: Scalar } | Pipe;

export interface Pipe {
  readonly kind: "pipe";
  /** `account/repository:version`, or `docker://image:version`. */
  readonly source: Scalar;
  /** All scalars of a value, which may be a list. */
  readonly variables: readonly { readonly name: Scalar; readonly values: readonly Scalar[] }[];
}
