import type { Trigger } from "../../core/pipeline.ts";
import type { Resource } from "./model.ts";

const ANNOTATION = /^pipelinesascode\.tekton\.dev\/(?<name>.+)$/;

/** The annotation of Pipelines as Code of a name, as text. */
const annotationOf = ({ annotations }: Resource, wanted: string): string | undefined =>
  annotations.find(({ name }) => ANNOTATION.exec(name.value)?.groups?.["name"] === wanted)?.value.value;

/**
 * Events whose content comes from outside. Pipelines as Code runs a stranger's pull request only once a member has said
 * `/ok-to-test`, with what the pull request brings; listeners of triggers ask nobody.
 */
const UNTRUSTED =
  /^(?:pull_request(?:_\w+)?|merge_request(?:_\w+)?|issue_comment|note|comment|issues|Merge Request Hook|Note Hook)$/i;

export const triggerOf = (event: string): Trigger => ({ event, untrusted: UNTRUSTED.test(event) });

/** What starts a resource by itself: the annotations of Pipelines as Code say so. */
export const ownTriggers = (resource: Resource): Trigger[] => [...new Set(eventsByAnnotation(resource))].map(triggerOf);

function eventsByAnnotation(resource: Resource): string[] {
  const asked = annotationOf(resource, "on-event") ?? "";
  const events = asked.match(/[a-z_]+/g) ?? [];
  const comment = annotationOf(resource, "on-comment") === undefined ? [] : ["comment"];
  return [...events, ...eventsOfExpression(annotationOf(resource, "on-cel-expression") ?? ""), ...comment];
}

/** Events that an expression asks for by name; those that it rules out are none. */
function eventsOfExpression(text: string): string[] {
  const named = Array.from(
    text.slice(0, 10_000).matchAll(/\bevent(?:_type)?\s{0,9}==\s{0,9}["'](?<event>\w{1,50})["']/g),
    ({ groups }) => groups?.["event"] ?? "",
  );
  const listed = Array.from(
    text.slice(0, 10_000).matchAll(/\bevent(?:_type)?\s{1,9}in\s{0,9}\[(?<list>[^\]]{1,200})\]/g),
    ({ groups }) => (groups?.["list"] ?? "").match(/\w+/g) ?? [],
  ).flat();
  return [...named, ...listed];
}

/** Whether a push to any branch at all starts a run. */
export function startsOnAnyBranch(resource: Resource): boolean {
  const events = annotationOf(resource, "on-event") ?? "";
  if (!/\bpush\b/.test(events)) return false;
  const branches = (annotationOf(resource, "on-target-branch") ?? "").match(/[^\s,\[\]"']+/g) ?? [];
  return branches.some((branch) => /^(?:refs\/heads\/)?\*{1,2}$/.test(branch));
}

/** Adds the events of what starts something to those that are known of it. */
export function addTriggers(triggers: Trigger[], more: readonly Trigger[]): void {
  const known = new Set(triggers.map(({ event }) => event));
  triggers.push(...more.filter(({ event }) => !known.has(event)));
}
