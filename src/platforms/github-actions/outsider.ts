import { type Facts, type Known, known } from "./condition.ts";
import type { Event } from "./model.ts";

/** Actions on a pull request or an issue that only somebody with rights in the repository can do. */
const MAINTAINERS_ACTIONS = new Set([
  "assigned",
  "unassigned",
  "labeled",
  "unlabeled",
  "locked",
  "unlocked",
  "milestoned",
  "demilestoned",
  "review_requested",
  "review_request_removed",
  "enqueued",
  "dequeued",
]);

const OUTSIDER: Known = { kind: "outsider" };

const UNKNOWN: Known = { kind: "unknown" };

/** Ranks that somebody without rights may have: a contributor is anybody whose pull request was once merged. */
const ASSOCIATIONS: Known = {
  kind: "oneOf",
  values: ["NONE", "CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "MANNEQUIN"],
};

/** Where an outsider's fork or account stands in an event, whoever starts the run. */
const FORKS =
  /^github\.event\.(?:pull_request\.head|workflow_run\.head_repository|workflow_run\.pull_requests\.\d\.head)(?:\.repo)?(?:\.owner\.login|\.user\.login|\.full_name|\.owner\.id)$|^github\.event\.(?:pull_request|issue)\.user\.(?:login|id)$|^github\.event\.workflow_run\.(?:actor|triggering_actor)\.login$/;

/** Who starts the run. */
export const ACTORS =
  /^github\.(?:actor|actor_id|triggering_actor|event\.sender\.login|event\.sender\.id|event\.comment\.user\.login|event\.review\.user\.login)$/;

/** Names of outputs that say whether somebody may do something. */
const PERMITS =
  /^(?:needs|steps)\..*(?:auth|permi|allow|trusted|member|collaborator|access|approv|safe|has-?write|is-?fork)/;

/** Actions of an event that an outsider can do; undefined where the workflow does not list any. */
function outsidersActions(event: Event): readonly string[] | undefined {
  const types = event.filters.find(({ name }) => name.value === "types")?.values;
  return types?.map(({ value }) => value).filter((type) => !MAINTAINERS_ACTIONS.has(type));
}

/** Whether an outsider can start the workflow through this event alone. */
export function canStart(event: Event): boolean {
  return outsidersActions(event)?.length !== 0;
}

/** What is known of a run on content from outside that the outsider starts, or that somebody of the project starts. */
export function outsiderFacts(event: Event, startedBy: "outsider" | "maintainer"): Facts {
  const alone = startedBy === "outsider";
  const fixed = new Map<string, Known>([
    ["github.event_name", known(event.name.value)],
    ["github.event.pull_request.head.repo.fork", known(true)],
    ["github.event.workflow_run.head_repository.fork", known(true)],
    ["github.event.workflow_run.event", known("pull_request")],
    ["github.event.pull_request.author_association", ASSOCIATIONS],
    ["github.event.issue.author_association", ASSOCIATIONS],
  ]);
  return (path) => {
    const value = fixed.get(path) ?? (FORKS.test(path) ? OUTSIDER : undefined);
    if (value !== undefined || !alone) return value;
    if (ACTORS.test(path)) return OUTSIDER;
    if (path.endsWith(".author_association")) return ASSOCIATIONS;
    if (/^github\.event\.(?:pull_request|issue)\.labels\.\*\.name$/.test(path)) return known([]);
    if (path === "github.event.label.name") return known(null);
    if (path === "github.event.action") return { kind: "oneOf", values: outsidersActions(event) ?? [] };
    return PERMITS.test(path) ? known("") : UNKNOWN;
  };
}
