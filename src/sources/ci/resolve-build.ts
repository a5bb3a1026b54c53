import { ScanError } from "../../core/errors.ts";
import type { Environment } from "../../git/git-config.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import type { Remedies } from "../ranges/remedies.ts";
import { resolveEnd, shortOf } from "../ranges/resolve-end.ts";
import { wholeRange } from "../ranges/whole-range.ts";
import type { WorkedOut } from "../ranges/worked-out.ts";
import type { BuildEvent, QueueEvent } from "./build-event.ts";
import { resolvePullRequest } from "./resolve-pull-request.ts";
import { resolveBranchPush } from "./resolve-push.ts";
import { resolveTagPush } from "./resolve-tag.ts";
import { CI_SYSTEMS, systemHere } from "./systems.ts";
import { Variables } from "./variables.ts";

/** The commits that the run of a CI system is about. Throws a ScanError or GitError where they cannot be told. */
export function resolveBuild(repository: GitRepository, environment: Environment): WorkedOut {
  const system = systemHere(environment);
  if (system === undefined)
    throw new ScanError(
      `\`--ci\` finds no CI system that it knows (${CI_SYSTEMS.map(({ name }) => name).join(", ")})`,
      "Name the commits: `--since REF` or `--range A..B`; in a container, hand the variables of the run on to it.",
    );
  return resolveEvent(repository, system.read(new Variables(environment, system.name)), system.remedies);
}

/** The same of what a system told. */
export function resolveEvent(repository: GitRepository, event: BuildEvent, remedies: Remedies): WorkedOut {
  switch (event.kind) {
    case "pull-request":
      return resolvePullRequest(repository, event, remedies);
    case "push":
      return event.ref.kind === "tag"
        ? resolveTagPush(repository, event, remedies)
        : resolveBranchPush(repository, event, remedies);
    case "merge-queue":
      return resolveQueue(repository, event, remedies);
    case "deleted":
      return {
        range: { commits: [], tags: [], loose: [] },
        notes: [],
        searching: "",
        nothing: `${event.name} was deleted`,
      };
    case "other":
      throw new ScanError(
        `this is a run ${event.what}, which has no commits of its own`,
        "Run `sealint scan` there, which searches all files, or name the commits: `--since REF`.",
      );
  }
}

function resolveQueue(
  repository: GitRepository,
  { base: baseName, head: headName, targetBranch = "the target" }: QueueEvent,
  remedies: Remedies,
): WorkedOut {
  const base = resolveEnd(repository, baseName, remedies);
  const head = resolveEnd(repository, headName, remedies);
  return {
    range: wholeRange(repository, [head], [base], remedies),
    sides: { base, head },
    notes: [],
    searching: `of the merge queue (${targetBranch} at ${shortOf(base)} .. ${shortOf(head)})`,
    nothing: `the merge queue has no commit that ${targetBranch} has not`,
  };
}
