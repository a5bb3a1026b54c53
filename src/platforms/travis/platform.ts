import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { TravisModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";

/** Travis CI: the build configuration of a repository. */
export const travis = {
  id: "travis",
  recognise,
  parse,
  flows,
} as const satisfies Platform<TravisModel>;
