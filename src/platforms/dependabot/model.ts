import type { UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import type { Binding } from "../github-actions/model.ts";

/** `dependabot.yml`: what GitHub updates by itself, and from which registries. */
export interface DependabotModel {
  readonly kind: "dependabot";
  readonly unit: UnitId;
  readonly path: string;
  readonly registries: readonly Registry[];
  readonly updates: readonly Update[];
}

/** A registry of packages or images, with what opens it. */
export interface Registry {
  readonly name: Scalar;
  readonly type?: Scalar;
  readonly url?: Scalar;
  /** All of its settings that are one value: `username`, `password`, `token`, `key`. */
  readonly settings: readonly Binding[];
}

export interface Update {
  readonly ecosystem?: Scalar;
  /** `allow` lets a package's own code run while its dependencies are worked out. */
  readonly externalCode?: Scalar;
  /** Names of registries, or `*` for all. */
  readonly registries: readonly Scalar[];
}
