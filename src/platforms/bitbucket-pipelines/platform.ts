import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { BitbucketModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Bitbucket Pipelines: the file of a repository, and those that it shares with or takes from others. */
export const bitbucketPipelines = {
  id: "bitbucket-pipelines",
  recognise,
  parse,
  flows,
} as const satisfies Platform<BitbucketModel>;
