import { remembered } from "../flow/remembered.ts";
import { localUse } from "./local-uses.ts";
import type { GithubActionsModel } from "./model.ts";
import { usesOf } from "./uses-of.ts";

/** By file, the files that use it. */
export const callersOf = remembered((models: readonly GithubActionsModel[]) => {
  const byPath = new Map(models.map((model) => [model.path, model]));
  const callers = new Map<string, Set<GithubActionsModel>>();
  const find = (path: string) => byPath.get(path);
  for (const model of models) {
    for (const { uses, isAction } of usesOf(model)) {
      const used = localUse(model.path, uses.value, isAction, { find })?.model;
      if (used === undefined) continue;
      const known = callers.get(used.path);
      if (known === undefined) callers.set(used.path, new Set([model]));
      else known.add(model);
    }
  }
  return callers;
});
