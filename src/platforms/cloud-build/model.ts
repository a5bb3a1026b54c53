import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A build of Google Cloud Build. */
export interface CloudBuildModel {
  readonly kind: "cloud-build";
  readonly unit: UnitId;
  readonly path: string;
  readonly steps: readonly Step[];
  /** Values that whoever starts the build, or its trigger, may replace. */
  readonly substitutions: readonly Binding[];
  /** What every step gets. */
  readonly env: readonly Binding[];
  readonly secretEnv: readonly Scalar[];
  /** Secrets under the names that steps ask for them by. */
  readonly secrets: readonly SecretSource[];
  /** Files that are kept. */
  readonly artifacts: readonly Scalar[];
  /** Whether scripts find the substitutions in their environment. */
  readonly mapsSubstitutions: boolean;
}

/** A name with its value, in one scalar (`NAME=value`) or in two. */
export interface Binding {
  readonly name: string;
  readonly place: Place;
  readonly value: Scalar;
  /** Where the value starts in its scalar. */
  readonly from: number;
}

export interface SecretSource {
  readonly env: Scalar;
  /** The version in Secret Manager; absent for a value that is written encrypted. */
  readonly version?: Scalar;
}

export interface Step {
  readonly id?: Scalar;
  readonly place: Place;
  /** The image that it runs in. */
  readonly name?: Scalar;
  readonly entrypoint?: Scalar;
  readonly args: readonly Scalar[];
  readonly script?: Scalar;
  readonly env: readonly Binding[];
  readonly secretEnv: readonly Scalar[];
  /** Where it says that the build goes on when the step fails. */
  readonly allowFailure?: Scalar;
  readonly mapsSubstitutions: boolean;
}
