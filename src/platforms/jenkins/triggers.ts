import type { Trigger } from "../../core/pipeline.ts";
import { callsIn, childrenOf, pathOf } from "./calls.ts";
import type { Node } from "./groovy/nodes.ts";
import type { JenkinsModel, Stage } from "./model.ts";

const PUSH: Trigger = { event: "push", untrusted: false };
const REQUEST: Trigger = { event: "change_request", untrusted: true };

/** Variables that only builds of requests to merge have. */
const OF_REQUEST =
  /^(?:env\.)?(?:CHANGE_(?:ID|URL|TITLE|AUTHOR\w*|BRANCH|TARGET|FORK)|ghprb\w+|gitlabMergeRequest\w*)$/;

/** What starts a file's builds, as far as it says; a push always may. */
export function triggersOf(model: JenkinsModel): Trigger[] {
  const events = model.triggers.map(
    ({ event }): Trigger => ({ event, untrusted: event === "change_request" || event === "comment" }),
  );
  const asks = model.stages.some(({ when }) => when.asksForRequests) || namesRequest(model.statements);
  const all = [PUSH, ...events, ...(asks ? [REQUEST] : [])];
  return [...new Map(all.map((one) => [one.event, one])).values()];
}

/** Whether a file looks at what only builds of requests have. */
function namesRequest(statements: readonly Node[]): boolean {
  const waiting: Node[] = [...statements];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ((node.kind === "name" || node.kind === "member") && OF_REQUEST.test(pathOf(node))) return true;
    for (const child of childrenOf(node)) waiting.push(child);
  }
  return callsIn(statements).some(({ callee }) => callee.kind === "name" && callee.name === "changeRequest");
}

/** What starts a stage, of what starts the file. */
export function triggersOfStage(all: readonly Trigger[], { when }: Stage): readonly Trigger[] {
  if (when.isWithoutRequests) return all.filter(({ untrusted }) => !untrusted);
  return when.asksForRequests ? all.filter(({ untrusted }) => untrusted) : all;
}
