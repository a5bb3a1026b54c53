import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { JenkinsModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { settle } from "./settle.ts";

/** Jenkins: declarative and scripted pipelines, and the steps of shared libraries. */
export const jenkins = {
  id: "jenkins",
  recognise,
  parse,
  settle,
  flows,
} as const satisfies Platform<JenkinsModel>;
