import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import type { Binding } from "../environment/reach.ts";
import type { ScriptLanguage } from "../script/script.ts";

/** The build configurations of a file: usually one, or one for each group of branches. */
export interface AppveyorModel {
  readonly kind: "appveyor";
  readonly unit: UnitId;
  readonly path: string;
  readonly builds: readonly Build[];
}

/** A configuration, or a part of one that holds for some jobs only (`for`). */
export interface Build {
  /** As reports call it. */
  readonly name: string;
  readonly place: Place;
  /** Variables of every job, and of those of the matrix. */
  readonly environment: readonly Binding[];
  /** `only` of its branches; absent where it holds for all. */
  readonly branches?: readonly Scalar[];
  /** Whether only tags start it, or none do. */
  readonly tags: "only" | "none" | "too";
  readonly sections: readonly Section[];
  readonly deploys: readonly Tool[];
  readonly notifications: readonly Tool[];
  /** Accounts of `nuget`. */
  readonly settings: readonly Tool[];
  /** What becomes an artefact, and what is kept for later builds. */
  readonly artifacts: readonly Scalar[];
  readonly caches: readonly Scalar[];
  /** Jobs that may fail: `allow_failures` of the matrix. */
  readonly mayFail?: Place;
}

/** Lines that one shell runs one after the other. */
export interface Section {
  readonly language: ScriptLanguage;
  readonly lines: readonly Scalar[];
}

/** A provider with what it is told. */
export interface Tool {
  readonly name: string;
  readonly place: Place;
  readonly settings: readonly Setting[];
  /** Branches that `on` names; empty for all that are built. */
  readonly branches: readonly Scalar[];
  /** Whether only a tag starts it. */
  readonly tags: boolean;
}

export interface Setting {
  readonly name: string;
  readonly value: Scalar;
  /** Whether the value is encrypted. */
  readonly secured: boolean;
}
