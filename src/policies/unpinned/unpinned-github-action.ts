import type { PolicyMatch } from "../../core/stages.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import type { GithubActionsModel } from "../../platforms/github-actions/model.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";

/** An action of GitHub's own at a tag, with no secret in reach. */
export const unpinnedGithubAction = definePolicy({
  meta: {
    id: "unpinned/unpinned-github-action",
    title: "GitHub's own action at a tag",
    why: "GitHub moves the tags of its own actions (`actions/checkout@v5`) with every release, so a run of today and one of yesterday may differ, and nobody can tell afterwards which code ran. GitHub guards these repositories, and whoever runs your jobs there has to trust it anyhow; that is why this is of little weight and only for those who fix everything. Where such an action is given a secret, `unpinned/unpinned-action-with-secret` says so.",
    fix: "Write the full commit id with the version as a comment, `uses: actions/checkout@<40 hex digits> # v5.0.0`, and let Dependabot or Renovate keep it up to date.",
    severity: "low",
    confidence: "high",
    // Nearly every workflow has such lines.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-third-party-actions",
    ],
    practices: ["P5"],
    cwe: [829],
    allows: { what: "actions, without their versions", example: "actions/*" },
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    const given = new Set(
      flows.flows
        .filter(({ reference }) => reference.secret !== "GITHUB_TOKEN")
        .map(({ sink }) => sink.place.span.start),
    );
    for (const uses of usesOf(model)) {
      if (!given.has(uses.place.span.start)) yield* matchOf(uses);
    }
  },
});

function usesOf(model: GithubActionsModel): Scalar[] {
  const owners = model.kind === "action" ? model.steps : model.jobs.flatMap((job) => [job, ...job.steps]);
  return owners.flatMap(({ uses }) => uses ?? []);
}

function* matchOf(uses: Scalar): Iterable<PolicyMatch> {
  const { kind, name, version, pinned, trusted } = readUses(uses.value);
  if (!trusted || pinned || kind === "local" || kind === "expression") return;
  const at = version === "" ? "no version" : version;
  yield {
    place: uses.place,
    subject: name,
    message: `The action ${name} of GitHub's own is not fixed to a commit (${at}).`,
  };
}
