import type { Command, ToolUse } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isFetchingTool } from "../secret-fetch.ts";

/** A client of a store of secrets in whatever version there is today. */
export const unpinnedSecretFetcher = definePolicy({
  meta: {
    id: "unpinned/unpinned-secret-fetcher",
    title: "Client of a store of secrets in any version",
    why: "The client that fetches the secrets sees all of them, and the login besides. In the newest version of today it may be one that somebody has just put there: the version is chosen by the server, from one run to the next, and no review sees it change.",
    fix: "Name the version: `with: { version: 2.30.0 }`, `npm install --global @bitwarden/cli@2025.1.0`, `pip install hvac==2.3.0`; better with a checksum or a lock file. Fix actions to a commit.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://github.com/ossf/scorecard/blob/main/docs/checks.md#pinned-dependencies"],
    practices: ["P25"],
    cwe: [829, 1104],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    return onePerPlace([...flows.tools.flatMap(ofTool), ...flows.commands.flatMap(ofCommand)]);
  },
});

const INSTALLERS =
  /^(?:1password\/install-cli-action|dopplerhq\/cli-action|hashicorp\/setup-vault|eosc-kc\/setup-vault|infisical\/setup-cli|nhedger\/setup-sops|mdgreenwald\/mozilla-sops-action|jkroepke\/setup-(?:vals|sops)|alexellis\/arkade-get|bitwarden\/setup-cli)$/i;

const LATEST = /^(?:latest|stable|main|master|\*|latest-beta)$/i;

function ofTool({ name, inputs }: ToolUse): PolicyMatch[] {
  if (!INSTALLERS.test(name) && !isFetchingTool(name)) return [];
  return (inputs ?? [])
    .filter(
      (input) => /^(?:version|cli[-_]version|.+[-_]version)$/i.test(input.name) && LATEST.test(input.value.trim()),
    )
    .map(({ place, value }) => ({
      place,
      message: `The client of a store of secrets (${name}) is taken in the version ${value.trim()}.`,
    }));
}

/** Packages that are clients of stores of secrets. */
const PACKAGE =
  /^(?:@bitwarden\/cli|@bitwarden\/sdk(?:-\w+)?|@infisical\/cli|@dopplerhq\/cli|@1password\/(?:sdk|op-js)|node-vault|hvac|infisical-python|keepercommander|sops|akeyless|@akeyless\/cli)$/;

function ofCommand({ name, words, placeOfWord }: Command): PolicyMatch[] {
  if (
    !/^(?:npm|pnpm|yarn|bun|pip3?|pipx|uv|npx)$/.test(name) ||
    !words.some((word) => /^(?:i|install|add|exec)$/.test(word) || name === "npx")
  )
    return [];
  return words.flatMap((word, index): PolicyMatch[] => {
    const [, packaged = "", version = ""] = /^(@?[^@=<>~]+)(?:(?:@|==)(.+))?$/.exec(word) ?? [];
    if (!PACKAGE.test(packaged) || (version !== "" && !LATEST.test(version))) return [];
    const message = `The client of a store of secrets (${packaged}) is installed in whatever version there is.`;
    return [{ place: placeOfWord(index), message }];
  });
}
