import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { BuildkiteModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Buildkite: pipelines, and the parts of them that steps upload. */
export const buildkite = {
  id: "buildkite",
  recognise,
  parse,
  flows,
} as const satisfies Platform<BuildkiteModel>;
