import type { Platform, Policy } from "../core/stages.ts";
import { platforms } from "../platforms/registry.ts";
import { policies } from "../policies/registry.ts";

/** What reads pipelines and speaks of them. */
export interface Pipelines {
  readonly platforms: readonly Platform[];
  readonly policies: readonly Policy[];
}

/** All of it; loading this file takes longer than a scan of a few files, so it is loaded where there may be a pipeline. */
export const pipelines: Pipelines = { platforms, policies };
