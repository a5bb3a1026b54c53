import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { calledBy } from "./callers.ts";
import { PLATFORM } from "./collect.ts";
import type { GithubActionsModel } from "./model.ts";
import { triggersOf } from "./triggers.ts";
import { walk } from "./walk.ts";

/**
 * A workflow's or action's references, flows and literals. What other files of the repository hand to it is followed here, in the
 * file that it ends in; what files that it uses give back, in the one that goes on with it.
 */
export function flows(model: GithubActionsModel, siblings?: Siblings<GithubActionsModel>): PipelineFlows {
  const given = calledBy(model, siblings);
  const own = triggersOf(model);
  const triggers = [...own, ...given.triggers.filter(({ event }) => !own.some((one) => one.event === event))];
  const { collected, gaps } = walk(model, { given, triggers, siblings });
  const names = new Set(collected.references);
  const handedOver = given.references.filter((reference) => !names.has(reference));
  return {
    platform: PLATFORM,
    file: model.path,
    triggers,
    // A secret is in an environment only where a line puts it there.
    sharesSecrets: false,
    ...collected,
    ...(model.kind === "action" && handedOver.length > 0 && { given: handedOver }),
    ...(gaps.length > 0 && { gaps }),
  };
}
