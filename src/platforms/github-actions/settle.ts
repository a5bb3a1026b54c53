import type { Siblings } from "../../core/stages.ts";
import { withCallerEvents } from "./caller-events.ts";
import { withFollowed } from "./followed.ts";
import { withGivenInputs } from "./given-inputs.ts";
import type { GithubActionsModel } from "./model.ts";

/** A file with what others say of it: on whose work it goes on, what starts those that use it, and what these hand over. */
export function settle(model: GithubActionsModel, siblings: Siblings<GithubActionsModel>): GithubActionsModel {
  const own = model.kind === "workflow" ? withCallerEvents(withFollowed(model, siblings), siblings) : model;
  return withGivenInputs(own, siblings);
}
