import type { Platform } from "../../core/stages.ts";
import { isEnvFile, readEnvFile } from "./env-file.ts";
import { flows } from "./flows.ts";
import type { ComposeModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { settle } from "./settle.ts";

/** Compose files, as the services that a pipeline starts. */
export const compose = {
  id: "compose",
  recognise,
  companions: { recognise: isEnvFile, read: readEnvFile },
  parse,
  settle,
  flows,
} as const satisfies Platform<ComposeModel>;
