import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../flow/remembered.ts";
import { callersOf } from "./callers-of.ts";
import { withFollowed } from "./followed.ts";
import { localUse } from "./local-uses.ts";
import type { Event, GithubActionsModel, Workflow } from "./model.ts";
import { type Openness, opennessOf } from "./openness.ts";
import { type FileUse, usesOf } from "./uses-of.ts";

type Others = Siblings<GithubActionsModel>;

/** The event of a workflow that others call. */
const callEvent = ({ on }: Workflow): Event | undefined => on.find(({ name }) => name.value === "workflow_call");

/**
 * A reusable workflow's events with those that start its callers in the repository, over any number of workflows: `github.event` is
 * the first one's. They stand where the file says that it can be called, and are none of their inputs.
 */
export function withCallerEvents(workflow: Workflow, siblings: Others): Workflow {
  const call = callEvent(workflow);
  if (call === undefined || !hasCallers(workflow, siblings)) return workflow;
  const own = workflow.on.map((event) => (event === call ? { ...call, hasCallers: true } : event));
  const names = new Set(own.map(({ name }) => name.value));
  const added = eventsReaching(workflow, siblings)
    .filter(({ name }) => !names.has(name.value))
    .map(
      (event): Event => ({
        ...event,
        name: { ...event.name, place: call.name.place },
        inputs: [],
        secrets: [],
        outputs: [],
      }),
    );
  return { ...workflow, on: [...own, ...added] };
}

const hasCallers = ({ path }: Workflow, siblings: Others): boolean =>
  [...(callersOf(siblings.all()).get(path) ?? [])].some((one) => one.kind === "workflow" && one.path !== path);

/** Events that start a file, by itself or through those that use it, each once: the one that strangers reach most easily. */
export const eventsReaching = ({ path }: GithubActionsModel, siblings: Others): readonly Event[] => [
  ...(reached(siblings.all()).get(path)?.values() ?? []),
];

type ByName = Map<string, Event>;

/** Hands events on from file to file until nothing changes, so that circles come out complete, too. */
const reached = remembered((models: readonly GithubActionsModel[]): ReadonlyMap<string, ByName> => {
  const byPath = new Map(models.map((model) => [model.path, model]));
  const siblings: Others = { find: (path) => byPath.get(path), all: () => models };
  const found = new Map(models.map((model) => [model.path, ownEvents(model, siblings)]));
  const uses = new Map(models.map((model) => [model, usesWithin(model, siblings)]));
  const waiting = new Set(models);
  // A set hands out what is added again while it is being walked.
  for (const model of waiting) {
    waiting.delete(model);
    for (const { use, callee } of uses.get(model) ?? []) {
      const into = found.get(callee.path);
      const isNews = [...(found.get(model.path)?.values() ?? [])]
        .filter((event) => into !== undefined && mayBeNews(into.get(event.name.value)))
        .map((event) => into !== undefined && note(into, model, event, opennessFor(model, event, use)));
      if (isNews.includes(true)) waiting.add(callee);
    }
  }
  return found;
});

function ownEvents(model: GithubActionsModel, siblings: Others): ByName {
  if (model.kind === "action") return new Map();
  const own = withFollowed(model, siblings).on.filter(({ name }) => name.value !== "workflow_call");
  return new Map(own.map((event) => [event.name.value, event]));
}

/** Files of the repository that a file uses, with where. */
const usesWithin = (model: GithubActionsModel, siblings: Others) =>
  usesOf(model).flatMap((use) => {
    const callee = localUse(model.path, use.uses.value, use.isAction, siblings)?.model;
    return callee === undefined || callee.path === model.path ? [] : [{ use, callee }];
  });

/** How open what a file uses is to outsiders through an event; an action knows of no conditions but its callers'. */
export function opennessFor(model: GithubActionsModel, event: Event, { job, step }: FileUse): Openness {
  if (model.kind === "workflow" && job !== undefined) return opennessOf(model, event, job, step);
  return event.approvedFirst === true ? "approved" : "open";
}

/** Whether an event of that name could be more open: how open one is takes long to find out. */
const mayBeNews = (same: Event | undefined): boolean =>
  same === undefined || (same.calledFrom !== undefined && same.approvedFirst === true);

/** Notes an event where it says something new, and whether it does. */
function note(found: ByName, { path }: GithubActionsModel, event: Event, openness: Openness): boolean {
  const same = found.get(event.name.value);
  if (openness === "closed" || !mayBeNews(same) || (same !== undefined && openness === "approved")) return false;
  const { approvedFirst: _, ...rest } = event;
  const approvedFirst = openness === "approved" ? { approvedFirst: true } : {};
  found.set(event.name.value, { ...rest, calledFrom: path, ...approvedFirst });
  return true;
}
