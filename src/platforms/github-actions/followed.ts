import type { Siblings } from "../../core/stages.ts";
import type { Event, GithubActionsModel, Workflow } from "./model.ts";
import { isUntrusted } from "./triggers.ts";

/** Says of a workflow that follows others on whose work it goes on: theirs is written in other files. */
export function withFollowed(model: Workflow, siblings: Siblings<GithubActionsModel>): Workflow {
  if (!model.on.some(isFollowing)) return model;
  const others = siblings.all();
  return { ...model, on: model.on.map((event) => (isFollowing(event) ? settled(event, model, others) : event)) };
}

const isFollowing = ({ name }: Event): boolean => name.value === "workflow_run";

function settled(event: Event, { path }: Workflow, others: readonly GithubActionsModel[]): Event {
  const folder = folderOf(path);
  const names = event.filters.find(({ name }) => name.value === "workflows")?.values ?? [];
  const followed = names.map(({ value }) =>
    others.filter(
      (one): one is Workflow =>
        one.kind === "workflow" && folderOf(one.path) === folder && (one.name?.value ?? one.path) === value,
    ),
  );
  if (followed.length === 0 || followed.some((some) => some.length === 0)) return event;
  // What is followed over several workflows may begin anywhere.
  const strangers = followed.flat().some(({ on }) => on.some(({ name }) => isUntrusted(name.value)));
  return { ...event, follows: strangers ? "strangers" : "members" };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
