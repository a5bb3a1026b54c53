import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A file of Azure Pipelines: a pipeline, or a template that pipelines include. Conditional parts (`${{ if }}:`) are all in it. */
export interface AzurePipelinesModel {
  readonly kind: "azure";
  readonly unit: UnitId;
  readonly path: string;
  /** A template is never started by itself. */
  readonly role: "pipeline" | "template";
  readonly name?: Scalar;
  readonly parameters: readonly Parameter[];
  readonly variables: Variables;
  readonly resources: Resources;
  readonly trigger?: TriggerSetting;
  readonly pr?: TriggerSetting;
  /** The `cron` of each of `schedules`. */
  readonly schedules: readonly Scalar[];
  readonly pool?: Pool;
  readonly extends?: TemplateCall;
  /** In the order of the file. Jobs or steps at the top level are a stage without a name. */
  readonly stages: readonly Stage[];
}

/** A named scalar. */
export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

/** A parameter that the file asks for, typed in when the run is started, or given by the file that includes it. */
export interface Parameter {
  readonly name: Scalar;
  readonly type?: Scalar;
  readonly default?: Scalar;
  readonly displayName?: Scalar;
  readonly values: readonly Scalar[];
}

/** One of `variables`; without a value in a template that leaves it to others. */
export interface Variable {
  readonly name: Scalar;
  readonly value?: Scalar;
  readonly readonly?: Scalar;
}

export interface Variables {
  readonly entries: readonly Variable[];
  /** Names of variable groups, stored in Azure DevOps or linked to a key vault. */
  readonly groups: readonly Scalar[];
  readonly templates: readonly TemplateCall[];
}

/** `trigger` or `pr`. */
export interface TriggerSetting {
  readonly place: Place;
  /** `none`: switched off. */
  readonly isNone: boolean;
  /** Included branches; empty where all are. */
  readonly branches: readonly Scalar[];
}

export interface Repository {
  readonly alias: Scalar;
  readonly place: Place;
  readonly name?: Scalar;
  /** `git` (the same organisation), `github`, `githubenterprise`, `bitbucket`. */
  readonly type?: Scalar;
  readonly ref?: Scalar;
  readonly endpoint?: Scalar;
}

export interface Container {
  readonly alias?: Scalar;
  readonly place: Place;
  readonly image?: Scalar;
  readonly endpoint?: Scalar;
  readonly options?: Scalar;
  readonly mountDockerSocket?: Scalar;
  readonly env: readonly Binding[];
}

/** Another pipeline, package, build or webhook that the file names: what it is, and its keys. */
export interface OtherResource {
  readonly kind: "pipelines" | "builds" | "packages" | "webhooks";
  readonly alias: Scalar;
  readonly place: Place;
  readonly settings: readonly Binding[];
}

export interface Resources {
  readonly repositories: readonly Repository[];
  readonly containers: readonly Container[];
  readonly others: readonly OtherResource[];
}

export interface Pool {
  readonly place: Place;
  /** Name of an agent pool; `Azure Pipelines` for the hosted one. */
  readonly name?: Scalar;
  readonly vmImage?: Scalar;
  readonly demands: readonly Scalar[];
}

/** A file that is included: `deploy.yml`, or `deploy.yml@alias` from another repository. */
export interface TemplateCall {
  readonly file: Scalar;
  readonly place: Place;
  readonly parameters: readonly GivenParameter[];
}

/** A scalar that a template is given, at any depth of the parameter's value. */
export interface GivenParameter extends Binding {
  /** Name of the parameter that it is part of. */
  readonly parameter: string;
}

export interface Stage {
  /** Absent for what stands outside of stages. */
  readonly name?: Scalar;
  readonly place: Place;
  readonly displayName?: Scalar;
  readonly condition?: Scalar;
  /** Conditions under which the compiled pipeline has it at all (`${{ if … }}`), as expressions; on jobs and steps as well. */
  readonly guards: readonly Scalar[];
  readonly variables: Variables;
  readonly pool?: Pool;
  readonly jobs: readonly Job[];
  readonly calls: readonly TemplateCall[];
}

export interface Environment {
  readonly name: Scalar;
  readonly resourceName?: Scalar;
  readonly resourceType?: Scalar;
}

export interface Job {
  /** Absent for steps that stand outside of jobs, and for jobs without a name. */
  readonly name?: Scalar;
  readonly place: Place;
  readonly kind: "job" | "deployment" | "steps";
  readonly displayName?: Scalar;
  readonly condition?: Scalar;
  readonly guards: readonly Scalar[];
  readonly continueOnError?: Scalar;
  readonly dependsOn: readonly Scalar[];
  readonly pool?: Pool;
  /** A container by its alias or image, or written out. */
  readonly container?: Container;
  readonly services: readonly Container[];
  readonly variables: Variables;
  readonly environment?: Environment;
  /** Steps of all hooks of a deployment, in their order. */
  readonly steps: readonly Step[];
}

export const STEP_KINDS = [
  "script",
  "bash",
  "pwsh",
  "powershell",
  "task",
  "checkout",
  "download",
  "downloadBuild",
  "publish",
  "upload",
  "template",
  "getPackage",
  "reviewApp",
  "saveCache",
  "restoreCache",
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

export interface Step {
  readonly kind: StepKind;
  /** What stands behind the kind: the script, the task with its version, the repository. */
  readonly value: Scalar;
  readonly place: Place;
  /** 1-based, within its job. */
  readonly number: number;
  readonly name?: Scalar;
  readonly displayName?: Scalar;
  readonly condition?: Scalar;
  readonly guards: readonly Scalar[];
  readonly continueOnError?: Scalar;
  readonly enabled?: Scalar;
  readonly target?: Scalar;
  readonly workingDirectory?: Scalar;
  /** A task's `inputs`, or the step's own settings (`persistCredentials`, `artifact`, …). */
  readonly inputs: readonly Binding[];
  readonly env: readonly Binding[];
  readonly call?: TemplateCall;
}
