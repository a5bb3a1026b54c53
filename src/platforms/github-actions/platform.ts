import type { Platform } from "../../core/stages.ts";
import { flows } from "./flows.ts";
import type { GithubActionsModel } from "./model.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { settle } from "./settle.ts";

/** GitHub Actions: workflows and actions. */
export const githubActions = {
  id: "github-actions",
  recognise,
  parse,
  settle,
  flows,
} as const satisfies Platform<GithubActionsModel>;
