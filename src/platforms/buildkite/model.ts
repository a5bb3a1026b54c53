import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A pipeline of Buildkite, or the part of one that a step uploads. */
export interface BuildkiteModel {
  readonly kind: "buildkite";
  readonly unit: UnitId;
  readonly path: string;
  readonly env: readonly Binding[];
  readonly secrets: readonly SecretBinding[];
  readonly agents: readonly Binding[];
  readonly image?: Scalar;
  readonly notify: readonly Binding[];
  /** In the order of the file, those of groups in their places. */
  readonly steps: readonly Step[];
}

/** A named scalar. */
export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

/** An entry of `secrets`: a secret of the cluster and the variable that takes it, which may have its name. */
export interface SecretBinding {
  readonly variable: Scalar;
  readonly secret: Scalar;
}

export type Step = CommandStep | GateStep | TriggerStep | WaitStep;

/** What steps of all kinds have. */
interface StepBase {
  readonly place: Place;
  readonly label?: Scalar;
  readonly key?: Scalar;
  /** Conditions of the step and of its group. */
  readonly conditions: readonly Scalar[];
  /** Patterns of branches, each by itself. */
  readonly branches: readonly Scalar[];
  readonly dependsOn: readonly Scalar[];
}

export interface CommandStep extends StepBase {
  readonly kind: "command";
  readonly commands: readonly Scalar[];
  readonly env: readonly Binding[];
  readonly secrets: readonly SecretBinding[];
  readonly agents: readonly Binding[];
  readonly plugins: readonly Plugin[];
  readonly artifactPaths: readonly Scalar[];
  readonly cachePaths: readonly Scalar[];
  readonly softFail?: Scalar;
  readonly image?: Scalar;
  readonly notify: readonly Binding[];
}

/** `block` and `manual`, which stop what comes behind them, and `input`, which only asks. */
export interface GateStep extends StepBase {
  readonly kind: "block" | "input";
  readonly fields: readonly Field[];
}

/** A question to whoever unblocks the build. */
export interface Field {
  readonly key: Scalar;
  readonly takesText: boolean;
  readonly default?: Scalar;
}

/** A step that starts a build of another pipeline. */
export interface TriggerStep extends StepBase {
  readonly kind: "trigger";
  readonly pipeline: Scalar;
  readonly env: readonly Binding[];
}

export interface WaitStep extends StepBase {
  readonly kind: "wait";
}

/** A plugin with what it is told. */
export interface Plugin {
  /** Name and version as written: `docker#v5.11.0`. */
  readonly source: Scalar;
  readonly settings: readonly Setting[];
}

/** A scalar of a plugin's settings. In a list each item has the name of the list. */
export interface Setting {
  readonly name: Scalar;
  /** Names from the outside in, with dots: `environment`, `env.TOKEN`. */
  readonly path: string;
  readonly value: Scalar;
}
