import type { UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A buildspec of AWS CodeBuild. */
export interface CodebuildModel {
  readonly kind: "codebuild";
  readonly unit: UnitId;
  readonly path: string;
  readonly variables: readonly Binding[];
  /** Variables with the names of parameters in Systems Manager. */
  readonly parameters: readonly Binding[];
  /** Variables with the secrets of Secrets Manager: `id:key:stage:version`. */
  readonly secrets: readonly Binding[];
  /** Variables that later stages of a pipeline get, and that everybody sees who may see the build. */
  readonly exported: readonly Scalar[];
  readonly shell?: Scalar;
  readonly phases: readonly Phase[];
  readonly artifacts: readonly Artifact[];
  readonly cached: readonly Scalar[];
  /** Builds of a batch, each with variables of its own. */
  readonly builds: readonly BatchBuild[];
}

export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

export interface Phase {
  readonly name: Scalar;
  readonly commands: readonly Scalar[];
  readonly finally: readonly Scalar[];
  readonly onFailure?: Scalar;
}

export interface Artifact {
  readonly files: readonly Scalar[];
  readonly excluded: readonly Scalar[];
  readonly folder?: Scalar;
}

export interface BatchBuild {
  readonly name: Scalar;
  readonly variables: readonly Binding[];
}
