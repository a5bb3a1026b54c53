import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { GitlabCiModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { settle } from "./settle.ts";

/** GitLab CI: pipelines, and the files that they include. */
export const gitlabCi = {
  id: "gitlab-ci",
  recognise,
  parse,
  settle,
  flows,
} as const satisfies Platform<GitlabCiModel>;
