import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A file of Tekton resources: tasks, pipelines, their runs, triggers, and what Pipelines as Code reads. */
export interface TektonModel {
  readonly kind: "tekton";
  readonly unit: UnitId;
  readonly path: string;
  /** In the order of the documents; those in lists and trigger templates behind what holds them. */
  readonly resources: readonly Resource[];
  /** All files of the repository that hold some, this one among them; absent where nobody has looked for others. */
  readonly repository?: readonly TektonModel[];
}

export interface Resource {
  /** `Task`, `PipelineRun`, `TriggerTemplate`, … */
  readonly kind: string;
  /** Of the name, or of the start where it has none. */
  readonly name: Scalar;
  readonly place: Place;
  readonly annotations: readonly Binding[];
  /** What it is given when it starts. */
  readonly params: readonly ParamSpec[];
  /** What a run, or a binding of a trigger, gives. */
  readonly given: readonly Binding[];
  /** Secrets that are bound to workspaces, pods, interceptors and accounts. */
  readonly secrets: readonly SecretName[];
  readonly task?: TaskSpec;
  readonly pipeline?: PipelineSpec;
  /** What a run, or a trigger, starts. */
  readonly ref?: Ref;
  /** Kinds of events that an event listener's interceptors let through. */
  readonly events: readonly string[];
  /** Which templates an event listener, or a trigger, starts. */
  readonly wires: readonly Wire[];
  /** Secrets that Pipelines as Code fills in for `{{ name }}`, bound to that name. */
  readonly custom: readonly SecretName[];
}

/** A trigger: the template that it starts, and the bindings that make parameters of an event. */
export interface Wire {
  readonly template: Scalar;
  /** Names of bindings. */
  readonly bindings: readonly Scalar[];
  /** Those that are written out. */
  readonly given: readonly Binding[];
  readonly events: readonly string[];
}

export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

/** A parameter, as what takes it declares it. */
export interface ParamSpec {
  readonly name: Scalar;
  readonly default?: Scalar;
  /** Whether it takes any text: no list of choices is given. */
  readonly takesText: boolean;
}

/** A secret of Kubernetes by its name, and what takes it. */
export interface SecretName {
  readonly secret: Scalar;
  readonly key?: Scalar;
  readonly boundTo?: Scalar;
  readonly via: "mount" | "input";
}

export interface TaskSpec {
  readonly params: readonly ParamSpec[];
  readonly steps: readonly Step[];
  readonly sidecars: readonly Step[];
  readonly volumes: readonly Volume[];
  /** What `stepTemplate` puts into the environment of every step. */
  readonly shared: Environment;
}

export interface Environment {
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly Scalar[];
}

/** A step, a sidecar, or a StepAction. */
export interface Step extends Environment {
  readonly name?: Scalar;
  readonly place: Place;
  readonly image?: Scalar;
  readonly script?: Scalar;
  readonly command: readonly Scalar[];
  readonly args: readonly Scalar[];
  readonly mounts: readonly Mount[];
  /** Where it says that it has the rights of its machine. */
  readonly privileged: readonly Scalar[];
  readonly onError?: Scalar;
  readonly ref?: Ref;
  readonly given: readonly Binding[];
}

export interface EnvVar {
  readonly name: Scalar;
  readonly value?: Scalar;
  readonly secret?: { readonly secret: Scalar; readonly key?: Scalar };
}

export interface Mount {
  readonly volume: Scalar;
  readonly path?: Scalar;
}

export interface Volume {
  readonly name: Scalar;
  readonly secrets: readonly Scalar[];
  readonly hostPath?: Scalar;
}

export interface PipelineSpec {
  readonly params: readonly ParamSpec[];
  /** Those that run in the end behind the others. */
  readonly tasks: readonly PipelineTask[];
}

export interface PipelineTask {
  readonly name: Scalar;
  readonly ref?: Ref;
  readonly spec?: TaskSpec;
  readonly given: readonly Binding[];
  readonly onError?: Scalar;
}

/** What is run by its name: in the cluster, or fetched by a resolver. */
export interface Ref {
  readonly name?: Scalar;
  readonly kind?: Scalar;
  readonly resolver?: Scalar;
  readonly bundle?: Scalar;
  readonly params: readonly Binding[];
}
