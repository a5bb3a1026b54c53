import type { Siblings } from "../../core/stages.ts";
import { localUse } from "./local-uses.ts";
import type { GithubActionsModel } from "./model.ts";
import { usesOf } from "./uses-of.ts";

/**
 * The shortest way round from a file over one that it uses and back, as paths. Told of the first file in it alone, so that a circle
 * is named once.
 */
export function circleThrough(
  model: GithubActionsModel,
  used: GithubActionsModel,
  siblings: Siblings<GithubActionsModel>,
): readonly string[] | undefined {
  const before = new Map<GithubActionsModel, GithubActionsModel | undefined>([[used, undefined]]);
  for (const [at] of before) {
    if (at === model) break;
    for (const { uses, isAction } of usesOf(at)) {
      const next = localUse(at.path, uses.value, isAction, siblings)?.model;
      if (next !== undefined && !before.has(next)) before.set(next, at);
    }
  }
  if (!before.has(model)) return undefined;
  const way: string[] = [];
  for (let at: GithubActionsModel | undefined = model; at !== undefined; at = before.get(at)) way.unshift(at.path);
  return way.some((path) => path < model.path) ? undefined : [model.path, ...way];
}
