import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { DependabotModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Dependabot: registries and updates. */
export const dependabot = {
  id: "dependabot",
  recognise,
  parse,
  flows,
} as const satisfies Platform<DependabotModel>;
