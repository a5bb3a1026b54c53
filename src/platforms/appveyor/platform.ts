import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { AppveyorModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** AppVeyor: the build configurations of a repository. */
export const appveyor = {
  id: "appveyor",
  recognise,
  parse,
  flows,
} as const satisfies Platform<AppveyorModel>;
