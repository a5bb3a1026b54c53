import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { TektonModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { settle } from "./settle.ts";

/** Tekton: tasks, pipelines, runs and triggers, with Pipelines as Code. */
export const tekton = {
  id: "tekton",
  recognise,
  parse,
  settle,
  flows,
} as const satisfies Platform<TektonModel>;
