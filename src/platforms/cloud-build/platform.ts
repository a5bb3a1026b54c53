import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { CloudBuildModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Google Cloud Build. */
export const cloudBuild = {
  id: "cloud-build",
  recognise,
  parse,
  flows,
} as const satisfies Platform<CloudBuildModel>;
