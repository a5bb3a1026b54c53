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
  /** The variable or input that takes the value, as written, where there is one. */
  readonly boundTo?: string;
  /** True where the secret's name is worked out as the pipeline runs; `secret` is then `*`. */
  readonly computed?: boolean;
  /** True where a part is picked out of the value, which the platform does not know as a secret. */
  readonly part?: boolean;
  /** What a caller hands over under this name, where the file is called by others of the repository. */
  readonly suppliedBy?: readonly Pick<Reference, "secret" | "place">[];
  /** True where the platform itself opens the registry of a job's image with it: no job gets hold of it there. */
  readonly opensRegistry?: boolean;
  /** True for a token that the platform makes for each run by itself, where its name alone does not say so. */
  readonly builtIn?: boolean;
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

/** Text of a file, with the way back from offsets in it, in UTF-16 code units, to where they lie. */
export interface PlacedText {
  readonly value: string;
  placeOf(start: number, end: number): Place;
}

/** A value written out in a pipeline where a reference could stand. */
export interface Literal extends PlacedText {
  /** The variable's or input's name. */
  readonly name: string;
  readonly place: Place;
  /** `registry` for the credentials of a container registry. */
  readonly via: "env" | "input" | "registry";
  readonly job?: string;
  readonly step?: string;
}

/** A command that a script runs, without its wrappers (`sudo`, `env`). */
export interface Command {
  /** The program without its folder. */
  readonly name: string;
  /** Arguments as written, without their quotes. */
  readonly words: readonly string[];
  readonly place: Place;
  /** That of one of the words, by its index. */
  placeOfWord(index: number): Place;
  readonly job?: string;
  readonly step?: string;
  /** Why the job goes on when the command fails; absent where it stops. */
  readonly unheeded?: Unheeded;
}

/**
 * What lets a pipeline go on when a part of it fails: a guard such as `|| true`, a shell that loses the status, or a setting
 * of the step or of the whole job, which then stops but fails nothing.
 */
export interface Unheeded {
  readonly by: "guard" | "lost" | "step" | "job";
  readonly place: Place;
}

/** A script of a pipeline as one shell reads it. */
export interface PipelineScript {
  readonly text: PlacedText;
  readonly job?: string;
  readonly step?: string;
  /** Secrets in its environment, and those that the platform fills into its text. */
  readonly secrets: readonly Reference[];
  /**
   * What the platform fills into its text before any shell sees it, by UTF-16 offsets in the text, where the file's own language tells
   * that from what the shell fills in: what is named there, and the secrets that come with it.
   */
  readonly filled?: readonly {
    readonly start: number;
    readonly end: number;
    readonly path: string;
    readonly secrets: readonly Reference[];
  }[];
  /** Where its whole environment is printed to the log, and by what. */
  readonly dumps: readonly { readonly name: string; readonly place: Place }[];
  /** Where the shell begins to print each command that it runs, and what secrets stand in those. */
  readonly traces: readonly { readonly place: Place; readonly shown: readonly Reference[] }[];
}

/** A ready-made piece of work that a pipeline runs by its name: an action, a pipe, a task. */
export interface ToolUse {
  /** Without its version. */
  readonly name: string;
  /** The tag, branch or commit; absent or empty where there is none. */
  readonly version?: string;
  readonly place: Place;
  readonly job?: string;
  readonly step?: string;
  readonly unheeded?: Unheeded;
  /** What it is told, as written; absent where that cannot be told from the file. */
  readonly inputs?: readonly ToolInput[];
}

/** An input of a tool, with the expressions that it may hold. */
export interface ToolInput extends PlacedText {
  readonly name: string;
  readonly place: Place;
}

/** A job as a whole: who can start it, where it runs, and what it may do. */
export interface PipelineJob {
  readonly name: string;
  /** That of its name. */
  readonly place: Place;
  readonly triggers: readonly Trigger[];
  /** What it deploys to, in the file's own word. */
  readonly environment?: { readonly name: string; readonly place: Place };
  /** Where it asks for a machine of the project's own, which the next job finds as this one left it. */
  readonly ownMachine?: { readonly name: string; readonly place: Place };
  /** Everything by which it asks for a machine, whoever owns that: labels, tags, queues; absent where the platform has no such thing. */
  readonly machines?: readonly { readonly name: string; readonly place: Place }[];
  /** What the platform's token may do in it: `unstated` where settings decide; absent where the file never tells. */
  readonly token?: "writes" | "reads" | "unstated";
  /** Whether a person has to start or to approve it, as far as the file says. */
  readonly approved: boolean;
  /** Whether a push to any branch at all starts it. */
  readonly anyBranch: boolean;
  /** The job that it is a part of, whose environment it has: a deployment of Travis, which has conditions of its own. */
  readonly partOf?: string;
}

/** Files that a job hands on: to whoever may fetch its artefacts, or to later runs by a cache. */
export interface Transfer {
  readonly kind: "artefact" | "cache";
  /** That of what hands them on. */
  readonly place: Place;
  readonly paths: readonly { readonly value: string; readonly place: Place }[];
  /** What of these paths is left out. */
  readonly excluded: readonly string[];
  /** Whether names that start with a dot are taken where a folder or a pattern is named. */
  readonly takesHidden: boolean;
  /** When they are deleted, as written; absent where the file does not say. */
  readonly expiry?: { readonly value: string; readonly place: Place };
  /** Where the file says that anybody may fetch them. */
  readonly openTo?: Place;
  readonly job?: string;
  readonly step?: string;
}

/** A value that whoever starts the pipeline types in, or that its caller gives. */
export interface Parameter {
  readonly name: string;
  /** That of its name. */
  readonly place: Place;
  readonly by: "person" | "caller";
  /** Whether it takes any text; false for a choice, a number, a switch. */
  readonly takesText: boolean;
  /** What stands there where nobody gives one; absent where that is empty or worked out. */
  readonly default?: Literal;
}

/** A part of the pipeline that lies in another file, project or place. */
export interface Inclusion {
  readonly name: string;
  /** The branch, tag or commit; empty where there is none. */
  readonly version: string;
  readonly place: Place;
  /** Whether it cannot change under the pipeline. */
  readonly pinned: boolean;
  /** Provided by the platform's maker or the repository itself. */
  readonly trusted: boolean;
  readonly job?: string;
}

/** A container image that a job, or a service beside it, runs in. */
export interface ImageUse {
  /** Without tag and digest; variables that have one written value are filled in. */
  readonly name: string;
  /** The tag or digest; empty where there is none. */
  readonly version: string;
  readonly pinned: boolean;
  readonly place: Place;
  readonly job?: string;
  /** Whether the job's own scripts run in it. */
  readonly runsJob: boolean;
  /** Secrets that what runs in it gets hold of; those that open its registry are none. */
  readonly secrets: readonly Reference[];
}

/** A value written out that stands in for a secret where that is missing: `${TOKEN:-changeme}`. */
export interface Fallback {
  /** The secret or variable. */
  readonly name: string;
  /** The secret that may be missing; absent where only the variable's name is known. */
  readonly reference?: Reference;
  readonly value: string;
  /** That of the value. */
  readonly place: Place;
}

/** Something that a pipeline leads to and that was not followed, with why as a clause: `it calls itself`. */
export interface Gap {
  readonly place: Place;
  /** True where a scan of more files may find it. */
  readonly isMissing: boolean;
  readonly why: string;
  /** In place of the usual words, where they do not fit. */
  readonly message?: string;
  readonly hint?: string;
}

/** What `flows` makes of any platform's model: one shape for all. */
export interface PipelineFlows {
  readonly platform: string;
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly references: readonly Reference[];
  /** Secrets that other files of the repository hand to this one, which has no name of its own for them. */
  readonly given?: readonly Reference[];
  readonly flows: readonly Flow[];
  readonly literals: readonly Literal[];
  /** Commands of all scripts, in their order. */
  readonly commands: readonly Command[];
  readonly scripts: readonly PipelineScript[];
  readonly tools: readonly ToolUse[];
  readonly images: readonly ImageUse[];
  readonly fallbacks: readonly Fallback[];
  readonly jobs: readonly PipelineJob[];
  readonly transfers: readonly Transfer[];
  readonly inclusions: readonly Inclusion[];
  readonly parameters: readonly Parameter[];
  /** Whether every job gets all secrets of the project in its environment, also those that the file does not name. */
  readonly sharesSecrets: boolean;
  /** Files of the repository that it names and that could not be followed. */
  readonly gaps?: readonly Gap[];
  /** The first script or sink that was not followed, because it is too long or there are too many; absent where all were. */
  readonly unfollowed?: Place;
}
