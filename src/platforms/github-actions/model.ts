import type { Place, UnitId } from "../../core/span.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";

/** What a GitHub Actions file is: a workflow, or the definition of an action. */
export type GithubActionsModel = Workflow | Action;

/** A named scalar, such as an environment variable or an input. */
export interface Binding {
  readonly name: Scalar;
  readonly value: Scalar;
}

/** A map of names to scalars; `expression` is set where one expression stands in the map's place. */
export interface Bindings {
  readonly entries: readonly Binding[];
  readonly expression?: Scalar;
}

export interface Workflow {
  readonly kind: "workflow";
  readonly unit: UnitId;
  readonly path: string;
  readonly name?: Scalar;
  readonly runName?: Scalar;
  readonly on: readonly Event[];
  readonly permissions?: Permissions;
  readonly env: Bindings;
  readonly defaults: RunDefaults;
  readonly concurrency?: Concurrency;
  readonly jobs: readonly Job[];
}

/** An entry of `on`, with what it may hold. */
export interface Event {
  readonly name: Scalar;
  /** `types`, `branches`, `paths`, `workflows`, … with their values. */
  readonly filters: readonly { readonly name: Scalar; readonly values: readonly Scalar[] }[];
  /** Expressions of `schedule`. */
  readonly crons: readonly Scalar[];
  /** Of `workflow_dispatch` and `workflow_call`. */
  readonly inputs: readonly Input[];
  /** Secrets that `workflow_call` takes. */
  readonly secrets: readonly { readonly name: Scalar; readonly required?: Scalar }[];
  /** What `workflow_call` gives back. */
  readonly outputs: readonly Binding[];
  /** Of `workflow_run`: whose work it goes on with, where all workflows that it follows are known. */
  readonly follows?: "strangers" | "members";
  /** Of an event that starts another workflow of the repository, which calls this one: that workflow's path. */
  readonly calledFrom?: string;
  /** Whether somebody of the project has to act before the caller goes on to this workflow. */
  readonly approvedFirst?: boolean;
  /** Of `workflow_call`: whether workflows of the repository call it, whose events are then known. */
  readonly hasCallers?: boolean;
}

/**
 * Who chooses a text that a workflow reads: an `outsider` without rights; one whose change has been `merged`; somebody of
 * the `project`, who may start the workflow or name a branch; or the `caller` of a reusable workflow or action.
 */
export type Author = "outsider" | "merged" | "project" | "caller";

/** Who chooses a text, with the event that it comes through, where that is known. */
export interface Choice {
  readonly author: Author;
  /** Of a `caller`: whether those of the repository hand over nothing that anybody else chooses. */
  readonly isSettled?: boolean;
  readonly event?: Event;
}

export interface Input {
  readonly name: Scalar;
  readonly type?: Scalar;
  readonly required?: Scalar;
  readonly default?: Scalar;
  readonly description?: Scalar;
  /** Who chooses what the callers of the repository hand over; absent where none is known. */
  readonly chosen?: readonly Choice[];
}

/** `permissions`: one word for all scopes (`read-all`, `write-all`), or a level for each named one. */
export interface Permissions {
  /** The word `permissions` itself. */
  readonly key: Scalar;
  readonly all?: Scalar;
  /** Whether nothing at all stands behind the word; `{}` takes everything away and is something. */
  readonly isEmpty: boolean;
  readonly scopes: readonly PermissionScope[];
}

/** A scope with its level: `contents: write`. */
export interface PermissionScope extends Binding {
  /** Whether a comment beside or above it says something of it. */
  readonly commented: boolean;
}

/** `defaults.run` */
export interface RunDefaults {
  readonly shell?: Scalar;
  readonly workingDirectory?: Scalar;
}

export interface Concurrency {
  readonly group?: Scalar;
  readonly cancelInProgress?: Scalar;
}

export interface Job {
  readonly id: Scalar;
  readonly place: Place;
  readonly name?: Scalar;
  readonly needs: readonly Scalar[];
  readonly if?: Scalar;
  /** Labels, and the runner group's name where there is one. */
  readonly runsOn: readonly Scalar[];
  readonly environment?: { readonly name?: Scalar; readonly url?: Scalar };
  readonly permissions?: Permissions;
  readonly env: Bindings;
  readonly defaults: RunDefaults;
  readonly concurrency?: Concurrency;
  readonly container?: Container;
  readonly services: readonly { readonly name: Scalar; readonly container: Container }[];
  /** `strategy.matrix` as written. */
  readonly matrix?: DocumentNode;
  readonly outputs: readonly Binding[];
  readonly continueOnError?: Scalar;
  /** A reusable workflow in place of steps. */
  readonly uses?: Scalar;
  readonly with: Bindings;
  readonly secrets: Bindings;
  /** The word `inherit`, where all secrets are handed on. */
  readonly inheritsSecrets?: Scalar;
  readonly steps: readonly Step[];
}

export interface Container {
  readonly image?: Scalar;
  readonly env: Bindings;
  /** `username` and `password` for the image's registry. */
  readonly credentials: Bindings;
  readonly options?: Scalar;
  readonly volumes: readonly Scalar[];
}

export interface Step {
  /** 1-based, in the order of the file. */
  readonly number: number;
  readonly place: Place;
  readonly id?: Scalar;
  readonly name?: Scalar;
  readonly if?: Scalar;
  readonly uses?: Scalar;
  readonly with: Bindings;
  readonly run?: Scalar;
  readonly shell?: Scalar;
  readonly workingDirectory?: Scalar;
  readonly env: Bindings;
  readonly continueOnError?: Scalar;
}

/** `action.yml`: `using` says how it runs; only composite actions have steps. */
export interface Action {
  readonly kind: "action";
  readonly unit: UnitId;
  readonly path: string;
  readonly name?: Scalar;
  readonly inputs: readonly Input[];
  /** What starts the workflows of the repository that use it, over any number of files; absent where none does. */
  readonly events?: readonly Event[];
  readonly outputs: readonly Binding[];
  readonly using?: Scalar;
  /** What a JavaScript action runs, and what runs before all steps and after them. */
  readonly main?: Scalar;
  readonly pre?: Scalar;
  readonly post?: Scalar;
  /** What a Docker action's container is started with. */
  readonly args: readonly Scalar[];
  /** Image of a Docker action. */
  readonly image?: Scalar;
  /** Environment of a Docker action. */
  readonly env: Bindings;
  readonly steps: readonly Step[];
}
