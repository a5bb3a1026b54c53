import type { Gap, Trigger as StartEvent } from "../../core/pipeline.ts";
import type { Place, UnitId } from "../../core/span.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";

/** A GitLab CI file, with `extends` and `!reference` followed as far as the file itself goes; settled, as far as what it includes goes. */
export interface GitlabCiModel {
  readonly kind: "pipeline";
  readonly unit: UnitId;
  readonly path: string;
  /** `spec: inputs` of the header document. */
  readonly inputs: readonly Input[];
  readonly includes: readonly Include[];
  readonly stages: readonly Scalar[];
  readonly variables: readonly Variable[];
  readonly workflow: { readonly name?: Scalar; readonly rules?: readonly Rule[] };
  /** In the order of the file, hidden ones (`.name`) too. */
  readonly jobs: readonly Job[];
  /** Sections of scripts outside of jobs: defaults, and lists that are there to be referred to. */
  readonly fragments: readonly ScriptLines[];
  /** What all of this was read from. */
  readonly source: Source;
  /** Present in a settled model that other files are a part of, or that is a part of others. */
  readonly joined?: Joined;
  /** Present in a settled model that jobs of other pipelines start. */
  readonly started?: Started;
  readonly gaps?: readonly Gap[];
}

/** The documents of a file: the header, which is the pipeline itself where there is none, and the pipeline. */
export interface Source {
  readonly header: DocumentNode;
  readonly root: Mapping;
}

/** What became of a file that is read together with others. */
export interface Joined {
  /** Paths of all files in it, by their units. */
  readonly files: ReadonlyMap<UnitId, string>;
  /** What others write over: it is there to be read, though it does not run in this pipeline. */
  readonly shadowed: { readonly jobs: readonly Job[]; readonly variables: readonly Variable[] };
  /** What includes what; `rules` are those of the `include`. */
  readonly ways: readonly Way[];
  /** Where not all of it was joined. */
  readonly unfollowed?: Place;
}

/** One file of a pipeline that includes another one. */
export interface Way {
  readonly from: UnitId;
  readonly to: UnitId;
  readonly rules?: readonly Rule[];
}

/** What starts a child pipeline. */
export interface Started {
  readonly by: readonly Parent[];
  /** Whether nothing else starts it. */
  readonly only: boolean;
  /** Inputs that all of those give. */
  readonly given: readonly string[];
}

/** A job that starts another pipeline, with what it hands over. */
export interface Parent {
  /** That of the job's name. */
  readonly place: Place;
  /** What starts the job. */
  readonly triggers: readonly StartEvent[];
  /** Whether a person has to start the job. */
  readonly approved: boolean;
  /** Whether a push to any branch starts it. */
  readonly anyBranch: boolean;
  /** Whether its rules, or those of its pipeline, ask for merge requests, and whether they tell forks from the project itself. */
  readonly requests: "guarded" | "asked" | "unasked";
  /** The variables that it has, from the inside out. */
  readonly levels: readonly (readonly Variable[])[];
  /** Whether the pipeline gets those, and what its own pipeline was given when it was started. */
  readonly forwardsOwn: boolean;
  readonly forwardsGiven: boolean;
  /** Paths of the files that it was read from, by their units. */
  readonly files: ReadonlyMap<UnitId, string>;
  /** What starts its own pipeline. */
  readonly above: readonly Parent[];
}

/** A named scalar. */
export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

export interface Input {
  readonly name: Scalar;
  readonly type?: Scalar;
  readonly default?: Scalar;
  readonly description?: Scalar;
  /** Whether it takes any text; false for a number, a switch, one of a list, or what has to match a pattern. */
  readonly takesText: boolean;
}

/** A variable in its short form, or as `{ value, description, options, expand }`. */
export interface Variable {
  readonly name: Scalar;
  readonly value?: Scalar;
  readonly description?: Scalar;
  readonly options: readonly Scalar[];
  readonly expand?: Scalar;
}

/** Another file that is made part of this one. `name` is its path, template, component or URL. */
export interface Include {
  readonly kind: "local" | "project" | "template" | "component" | "remote" | "artifact";
  readonly name: Scalar;
  /** Project and version of an `include: project`. */
  readonly project?: Scalar;
  readonly ref?: Scalar;
  /** Digest of an `include: remote`. */
  readonly integrity?: Scalar;
  readonly inputs: readonly Binding[];
  /** The same as written, with lists and all. */
  readonly handed?: Mapping;
  readonly rules?: readonly Rule[];
}

/** One of `rules`; what it has beside `if` and `when` only narrows it further. */
export interface Rule {
  readonly place: Place;
  readonly if?: Scalar;
  readonly when?: Scalar;
  readonly allowFailure?: Scalar;
  /** Whether it also asks for changed or existing files. */
  readonly narrowed: boolean;
  readonly variables: readonly Variable[];
}

/** `only` or `except`. */
export interface RefFilter {
  readonly refs: readonly Scalar[];
  /** Expressions of `variables`. */
  readonly variables: readonly Scalar[];
}

export interface Image {
  readonly name: Scalar;
  readonly entrypoint: readonly Scalar[];
}

export interface Service extends Image {
  readonly alias?: Scalar;
  readonly command: readonly Scalar[];
  readonly variables: readonly Variable[];
}

/** An entry of `secrets`: fetched from a vault when the job starts. */
export interface Secret {
  readonly name: Scalar;
  /** `vault`, `azure_key_vault`, `gcp_secret_manager`, `aws_secrets_manager`, … */
  readonly store?: Scalar;
  /** What is written below the store: a path in short form, or its keys. */
  readonly source: readonly Binding[];
  /** Whether the variable holds a file's path; true where it is not written. */
  readonly file?: Scalar;
  readonly token?: Scalar;
}

/** An entry of `id_tokens`. */
export interface IdToken {
  readonly name: Scalar;
  readonly audiences: readonly Scalar[];
}

export interface Environment {
  readonly name?: Scalar;
  readonly url?: Scalar;
  readonly action?: Scalar;
  readonly deploymentTier?: Scalar;
}

export interface Artifacts {
  readonly paths: readonly Scalar[];
  readonly exclude: readonly Scalar[];
  readonly untracked?: Scalar;
  readonly expireIn?: Scalar;
  readonly public?: Scalar;
  readonly access?: Scalar;
  /** Kinds of reports (`dotenv`, `junit`, …) with their files. */
  readonly reports: readonly { readonly name: Scalar; readonly paths: readonly Scalar[] }[];
}

export interface Cache {
  readonly key?: Scalar;
  readonly paths: readonly Scalar[];
  readonly untracked?: Scalar;
  readonly policy?: Scalar;
}

/** A job that starts another pipeline in place of a script. */
export interface Trigger {
  readonly project?: Scalar;
  readonly branch?: Scalar;
  readonly includes: readonly Include[];
  readonly strategy?: Scalar;
  /** `forward: yaml_variables` and `pipeline_variables`. */
  readonly forwardYamlVariables?: Scalar;
  readonly forwardPipelineVariables?: Scalar;
  readonly inputs: readonly Binding[];
  readonly handed?: Mapping;
}

/** Lines of one shell, from a list of any depth: each scalar holds one line or several. */
export type ScriptLines = readonly Scalar[];

export interface Job {
  readonly name: Scalar;
  readonly place: Place;
  /** A template: its name starts with a dot, and it does not run by itself. */
  readonly hidden: boolean;
  readonly stage?: Scalar;
  readonly extends: readonly Scalar[];
  readonly image?: Image;
  readonly services: readonly Service[];
  readonly variables: readonly Variable[];
  /** Whether the variables of the top level reach the job: all, none, or those of the names. */
  readonly inheritsVariables: boolean | readonly Scalar[];
  /** Values of `parallel: matrix`. */
  readonly matrix: readonly Binding[];
  readonly secrets: readonly Secret[];
  readonly idTokens: readonly IdToken[];
  readonly beforeScript: ScriptLines;
  readonly script: ScriptLines;
  readonly afterScript: ScriptLines;
  /** `hooks: pre_get_sources_script` */
  readonly preGetSourcesScript: ScriptLines;
  readonly rules?: readonly Rule[];
  readonly only?: RefFilter;
  readonly except?: RefFilter;
  readonly when?: Scalar;
  readonly allowFailure?: Scalar;
  readonly environment?: Environment;
  readonly artifacts?: Artifacts;
  readonly caches: readonly Cache[];
  readonly needs: readonly Scalar[];
  readonly tags: readonly Scalar[];
  readonly trigger?: Trigger;
}
