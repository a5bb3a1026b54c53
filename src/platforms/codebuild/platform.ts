import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { CodebuildModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** AWS CodeBuild: buildspecs. */
export const codebuild = {
  id: "codebuild",
  recognise,
  parse,
  flows,
} as const satisfies Platform<CodebuildModel>;
