import type { BuildEvent, PullRequestEvent, PushEvent } from "./build-event.ts";
import type { CiSystem } from "./ci-system.ts";
import { EventPayload } from "./event-payload.ts";
import { branchOf, refOf } from "./variables.ts";

/**
 * GitHub Actions, and what works like it (Gitea, Forgejo).
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const GITHUB: CiSystem = {
  name: "GitHub Actions",
  remedies: {
    history: "Give actions/checkout `fetch-depth: 0`.",
    contents: "Take `filter` out of actions/checkout, or run `git fetch --refetch --no-filter` first.",
  },
  isHere: (environment) => environment["GITHUB_ACTIONS"] === "true",
  read(variables) {
    const event = variables.need("GITHUB_EVENT_NAME");
    const payload = EventPayload.read(variables.need("GITHUB_EVENT_PATH"));
    if (payload.has("pull_request")) return pullRequest(payload, variables.commit("GITHUB_SHA"));
    return READERS[event]?.(payload) ?? { kind: "other", what: `by the event \`${event}\`` };
  },
};

const READERS: Readonly<Record<string, (payload: EventPayload) => BuildEvent>> = {
  push,
  delete: (payload) => ({ kind: "deleted", name: payload.need("ref") }),
  merge_group: (payload) => ({
    kind: "merge-queue",
    base: payload.commit("merge_group", "base_sha"),
    head: payload.commit("merge_group", "head_sha"),
    targetBranch: branchOf(payload.need("merge_group", "base_ref")),
  }),
};

/** `checkedOut` is the trial merge, or the target where the run is in its context: nothing that the author made. */
function pullRequest(payload: EventPayload, checkedOut: string | undefined): PullRequestEvent {
  const number = payload.text("pull_request", "number") ?? payload.need("number");
  return {
    kind: "pull-request",
    title: `pull request #${number}`,
    head: payload.commit("pull_request", "head", "sha"),
    headRef: `refs/pull/${number}/head`,
    ...(checkedOut === undefined ? {} : { merge: checkedOut }),
    targets: [payload.commit("pull_request", "base", "sha")],
    targetBranch: payload.need("pull_request", "base", "ref"),
  };
}

function push(payload: EventPayload): BuildEvent {
  const ref = refOf(payload.need("ref"));
  const after = payload.commit("after");
  if (payload.isTrue("deleted") || isNothing(after)) return { kind: "deleted", name: ref.name };
  const before = payload.commit("before");
  const defaultBranch = payload.text("repository", "default_branch");
  const isTag = ref.kind === "tag" && payload.has("head_commit");
  return {
    kind: "push",
    ref,
    after,
    ...(isTag ? { commit: payload.commit("head_commit", "id") } : {}),
    before: isNothing(before) ? { kind: "new" } : { kind: "commit", id: before, isForced: payload.isTrue("forced") },
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  } satisfies PushEvent;
}

const isNothing = (id: string): boolean => /^0+$/.test(id);
