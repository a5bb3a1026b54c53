import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../flow/remembered.ts";
import { callersOf } from "./callers.ts";
import { withFollowed } from "./followed.ts";
import { localUse } from "./local-uses.ts";
import type { Event, GithubActionsModel, Workflow } from "./model.ts";
import { type Openness, opennessOf } from "./openness.ts";

type Others = Siblings<GithubActionsModel>;

/** The event of a workflow that others call. */
const callEvent = ({ on }: Workflow): Event | undefined => on.find(({ name }) => name.value === "workflow_call");

/**
 * A reusable workflow's events with those that start its callers in the repository, over any number of workflows: `github.event` is
 * the first one's. They stand where the file says that it can be called, and are none of their inputs.
 */
export function withCallerEvents(workflow: Workflow, siblings: Others): Workflow {
  const call = callEvent(workflow);
  if (call === undefined) return workflow;
  const events = eventsOfCallers(workflow, siblings);
  if (events === undefined) return workflow;
  const own = workflow.on.map((event) => (event === call ? { ...call, hasCallers: true } : event));
  const names = new Set(own.map(({ name }) => name.value));
  const added = events
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

/** By file, so that each is looked at once however many lead to it; one in a circle has nothing more on the second turn. */
const known = remembered((_: readonly GithubActionsModel[]) => new Map<string, Event[] | undefined>());

/** Each event once, the one that strangers reach most easily; undefined where nothing in the repository calls the workflow. */
function eventsOfCallers({ path }: Workflow, siblings: Others): Event[] | undefined {
  const all = siblings.all();
  const before = known(all);
  if (before.has(path)) return before.get(path);
  const callers = [...(callersOf(all).get(path) ?? [])].filter((one) => one.kind === "workflow" && one.path !== path);
  if (callers.length === 0) return undefined;
  before.set(path, []);
  const found = new Map<string, Event>();
  for (const caller of callers) {
    if (caller.kind !== "workflow") continue;
    const jobs = caller.jobs.filter(
      ({ uses }) => uses !== undefined && localUse(caller.path, uses.value, false, siblings)?.path === path,
    );
    for (const event of eventsOf(caller, siblings)) {
      for (const job of jobs) note(found, caller, event, opennessOf(caller, event, job));
    }
  }
  const events = [...found.values()];
  before.set(path, events);
  return events;
}

/** What starts a workflow, by itself or through its callers. */
function eventsOf(workflow: Workflow, siblings: Others): Event[] {
  const own = withFollowed(workflow, siblings).on.filter(({ name }) => name.value !== "workflow_call");
  return [...own, ...(callEvent(workflow) === undefined ? [] : (eventsOfCallers(workflow, siblings) ?? []))];
}

function note(found: Map<string, Event>, { path }: Workflow, event: Event, openness: Openness): void {
  if (openness === "closed") return;
  const same = found.get(event.name.value);
  if (same !== undefined && (same.approvedFirst !== true || openness === "approved")) return;
  const approvedFirst = openness === "approved" ? { approvedFirst: true } : {};
  found.set(event.name.value, { ...event, calledFrom: path, ...approvedFirst });
}
