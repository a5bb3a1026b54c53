import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import type { Binding } from "../environment/reach.ts";

/** A build configuration of Travis. */
export interface TravisModel {
  readonly kind: "travis";
  readonly unit: UnitId;
  readonly path: string;
  /** Variables of every job. */
  readonly global: Environment;
  readonly jobs: readonly Job[];
  /** `if` of the whole build. */
  readonly condition?: Scalar;
  readonly branches: BranchFilter;
  readonly imports: readonly Scalar[];
  /** `notifications` and `vault`, which hold for the whole build. */
  readonly services: readonly Tool[];
}

/** Variables of one level; what is encrypted as a whole line does not tell its name. */
export interface Environment {
  readonly variables: readonly Binding[];
  readonly nameless: readonly Scalar[];
}

/** `only` and `except`: names, and regular expressions between slashes. */
export interface BranchFilter {
  readonly only?: readonly Scalar[];
  readonly except: readonly Scalar[];
}

/** A job with all that it takes over from the top of the file. */
export interface Job {
  /** As the file calls it, or by its number. */
  readonly name: string;
  /** That of its name, or where it begins. */
  readonly place: Place;
  readonly environment: Environment;
  /** The lines of all phases, in the order in which one shell runs them. */
  readonly lines: readonly Scalar[];
  readonly deploys: readonly Deploy[];
  readonly addons: readonly Tool[];
  /** Folders that are kept for later runs. */
  readonly caches: readonly Scalar[];
  /** Files that are handed on: to later jobs by a workspace, to a store by the addon `artifacts`. */
  readonly artifacts: readonly Scalar[];
  /** `if` of the job and of its stage. */
  readonly conditions: readonly Scalar[];
  /** Where the file says that the job may fail. */
  readonly mayFail?: Scalar;
}

/** Something that Travis runs by its name, with what it is told. */
export interface Tool {
  readonly name: string;
  readonly place: Place;
  readonly settings: readonly Setting[];
}

export interface Setting {
  /** The key right below the tool's. */
  readonly name: string;
  readonly value: Scalar;
  /** Whether the value is encrypted. */
  readonly secured: boolean;
}

export interface Deploy extends Tool {
  /** The command of the provider `script`. */
  readonly script?: Scalar;
  /** What `on` says. */
  readonly branches: readonly Scalar[];
  readonly allBranches: boolean;
  readonly tags: boolean;
}
