import type { Siblings } from "../../core/stages.ts";
import { withCallerEvents } from "./caller-events.ts";
import { withFollowed } from "./followed.ts";
import type { GithubActionsModel } from "./model.ts";

/** A workflow with what other files say of it: on whose work it goes on, and what starts the workflows that call it. */
export function settle(model: GithubActionsModel, siblings: Siblings<GithubActionsModel>): GithubActionsModel {
  return model.kind === "workflow" ? withCallerEvents(withFollowed(model, siblings), siblings) : model;
}
