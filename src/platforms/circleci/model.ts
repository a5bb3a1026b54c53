import type { Place, UnitId } from "../../core/span.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";

/** A CircleCI configuration of version 2 or 2.1, a continuation of one, or a part of one that `circleci config pack` joins. */
export interface CircleciModel extends Library {
  readonly kind: "circleci";
  readonly unit: UnitId;
  readonly path: string;
  readonly version?: Scalar;
  /** `setup: true`: the configuration only makes another one, which is then run. */
  readonly setup?: Scalar;
  /** Pipeline parameters. */
  readonly parameters: readonly Parameter[];
  readonly workflows: readonly Workflow[];
}

/** What a file or an inline orb defines for use by name. */
export interface Library {
  readonly orbs: readonly Orb[];
  readonly executors: readonly Executor[];
  readonly commands: readonly Command[];
  readonly jobs: readonly Job[];
}

/** A named scalar. */
export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

/** An orb under the name that the file gives it: another one's by its address, or one that is written out. */
export interface Orb {
  readonly alias: Scalar;
  /** `namespace/name@version` */
  readonly source?: Scalar;
  readonly inline?: Library;
}

export interface Parameter {
  readonly name: Scalar;
  readonly type?: Scalar;
  readonly default?: Scalar;
  readonly description?: Scalar;
  /** The default of a parameter whose type is `steps`. */
  readonly steps: readonly Step[];
}

export interface DockerImage {
  readonly image: Scalar;
  readonly environment: readonly Binding[];
  /** Credentials of the registry, from `auth` and `aws_auth`. */
  readonly auth: readonly Binding[];
}

/** Where steps run: what executors and jobs have in common. */
export interface Host {
  /** The first image runs the steps, the others are services beside it. */
  readonly docker: readonly DockerImage[];
  /** The image of a virtual machine, or `true`. */
  readonly machine?: Scalar;
  readonly macos?: Scalar;
  readonly resourceClass?: Scalar;
  readonly shell?: Scalar;
  readonly environment: readonly Binding[];
}

export interface Executor extends Host {
  readonly name: Scalar;
  readonly parameters: readonly Parameter[];
}

export interface Command {
  readonly name: Scalar;
  readonly place: Place;
  readonly parameters: readonly Parameter[];
  readonly steps: readonly Step[];
}

/** An executor by its name, with what its parameters get. */
export interface ExecutorUse {
  readonly name: Scalar;
  readonly arguments: readonly Argument[];
}

export interface Job extends Command, Host {
  readonly executor?: ExecutorUse;
  /** `branches` of version 2 without workflows. */
  readonly branches?: Pattern;
}

/** What a parameter is given: a scalar, a list, or steps. */
export interface Argument {
  readonly name: Scalar;
  /** All scalars of the value, at any depth but for those of steps. */
  readonly values: readonly Scalar[];
  readonly steps: readonly Step[];
}

export type Step = RunStep | BuiltInStep | CallStep | ConditionalStep | InsertedSteps;

/** `run`, and the `deploy` of old that is the same. */
export interface RunStep {
  readonly kind: "run";
  readonly place: Place;
  readonly command: Scalar;
  readonly name?: Scalar;
  readonly environment: readonly Binding[];
  readonly shell?: Scalar;
  readonly background?: Scalar;
  /** `always`, `on_success` or `on_fail`. */
  readonly when?: Scalar;
}

/** A step of CircleCI's own: `checkout`, `save_cache`, `add_ssh_keys`, … */
export interface BuiltInStep {
  readonly kind: "built-in";
  readonly place: Place;
  readonly name: Scalar;
  readonly settings: readonly Setting[];
}

export interface Setting {
  readonly name: Scalar;
  readonly values: readonly Scalar[];
}

/** A command of the file or of an orb. */
export interface CallStep {
  readonly kind: "call";
  readonly place: Place;
  readonly name: Scalar;
  readonly arguments: readonly Argument[];
}

/** Steps under `when` or `unless`, which is settled before the pipeline runs. */
export interface ConditionalStep {
  readonly kind: "conditional";
  readonly place: Place;
  readonly steps: readonly Step[];
}

/** `steps: << parameters.x >>` */
export interface InsertedSteps {
  readonly kind: "steps";
  readonly place: Place;
  readonly source: Scalar;
}

/** `only` and `ignore` for branches or tags: names, and regular expressions between slashes. */
export interface Pattern {
  readonly only?: readonly Scalar[];
  readonly ignore?: readonly Scalar[];
}

/** `filters` of a job: patterns, or an expression. */
export interface Filters {
  readonly branches?: Pattern;
  readonly tags?: Pattern;
  readonly expression?: Scalar;
}

export interface Schedule {
  readonly cron?: Scalar;
  readonly filters: Filters;
}

/** `when` or `unless` of a workflow. */
export interface Condition {
  readonly negated: boolean;
  readonly node: DocumentNode;
}

export interface Workflow {
  readonly name: Scalar;
  readonly conditions: readonly Condition[];
  readonly schedules: readonly Schedule[];
  readonly jobs: readonly WorkflowJob[];
}

/** A job's use in a workflow. */
export interface WorkflowJob {
  /** The job as defined, or as an orb has it. */
  readonly job: Scalar;
  readonly place: Place;
  /** The name that it has in this workflow, where that is another one. */
  readonly name?: Scalar;
  /** `approval`, `release`, `no-op`; absent for a usual job. */
  readonly type?: Scalar;
  readonly requires: readonly Scalar[];
  readonly contexts: readonly Scalar[];
  readonly filters: Filters;
  readonly arguments: readonly Argument[];
  readonly matrix: readonly Argument[];
  readonly preSteps: readonly Step[];
  readonly postSteps: readonly Step[];
}
