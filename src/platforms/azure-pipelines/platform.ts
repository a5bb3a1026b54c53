import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { AzurePipelinesModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Azure Pipelines: pipelines, and the templates that they include. */
export const azurePipelines = {
  id: "azure-pipelines",
  recognise,
  parse,
  flows,
} as const satisfies Platform<AzurePipelinesModel>;
