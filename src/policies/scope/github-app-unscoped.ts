import type { Severity } from "../../core/levels.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import type { GithubActionsModel, Step } from "../../platforms/github-actions/model.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";

/** A GitHub App's token that reaches further than the job needs. */
export const githubAppUnscoped = definePolicy({
  meta: {
    id: "scope/github-app-unscoped",
    title: "Unlimited token of a GitHub App",
    why: "A GitHub App is installed for many repositories and with all permissions that any of its users needs. A token without limits has all of that: whoever gets hold of it in this job can write to repositories that have nothing to do with it. High: the token is good for every repository of the installation. Medium: it is limited to repositories, but has every permission of the app, or it stays valid for an hour although the job has ended (`skip-token-revoke`).",
    fix: 'Name what the job needs. With `actions/create-github-app-token`: `repositories: site` (or leave `owner` and `repositories` out, then the token is for this repository alone) and one line for each permission, such as `permission-contents: write`. With `tibdex/github-app-token`: `repositories: \'["site"]\'` and `permissions: \'{"contents": "write"}\'`. Run the job once: a call that lacks a permission fails with `Resource not accessible by integration`.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/actions/create-github-app-token#inputs",
      "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app",
      "https://github.com/tibdex/github-app-token#readme",
    ],
    practices: ["P5"],
    cwe: [250, 269],
  },
  platforms: ["github-actions"],
  *check({ model }) {
    for (const step of stepsOf(model)) yield* matchesOf(step);
  },
});

const stepsOf = (model: GithubActionsModel): readonly Step[] =>
  model.kind === "action" ? model.steps : model.jobs.flatMap(({ steps }) => steps);

/** How an action that makes such tokens is told its limits. */
interface Maker {
  readonly name: string;
  readonly repositories: string;
  readonly permissions: RegExp;
  /** The input without which the token is for the workflow's own repository alone, where there is one. */
  readonly widens?: string;
}

const MAKERS: readonly Maker[] = [
  {
    name: "actions/create-github-app-token",
    repositories: "repositories",
    permissions: /^permission-/,
    widens: "owner",
  },
  { name: "tibdex/github-app-token", repositories: "repositories", permissions: /^permissions$/ },
];

const ORGANISATION = /^permission-(?:members|organization-.+|team-discussions)$/;

function* matchesOf({ uses, with: inputs }: Step): Iterable<PolicyMatch> {
  // Inputs that are worked out as a whole cannot be told.
  if (uses === undefined || inputs.expression !== undefined) return;
  const maker = MAKERS.find(({ name }) => name === readUses(uses.value).name.toLowerCase());
  if (maker === undefined) return;
  const given = inputs.entries.filter(({ value }) => value.value.trim() !== "");
  const valueOf = (name: string | undefined): Scalar | undefined =>
    given.find((entry) => entry.name.value.toLowerCase() === name)?.value;
  const widening = valueOf(maker.widens);
  const isWide = valueOf(maker.repositories) === undefined && (maker.widens === undefined || widening !== undefined);
  const permissions = given.map(({ name }) => name.value.toLowerCase()).filter((name) => maker.permissions.test(name));
  const hasPermissions = permissions.length > 0;
  const kept = valueOf("skip-token-revoke");
  if (kept !== undefined && kept.value.trim() !== "false") {
    const message = "The token of a GitHub App stays valid for an hour although the job has ended.";
    yield { place: kept.place, severity: "medium", message };
  }
  // Repositories mean nothing to permissions in the organisation.
  const isForOrganisation = hasPermissions && permissions.every((name) => ORGANISATION.test(name));
  if ((!isWide || isForOrganisation) && hasPermissions) return;
  const severity: Severity = isWide ? "high" : "medium";
  yield { place: (isWide ? (widening ?? uses) : uses).place, severity, message: messageOf(isWide, hasPermissions) };
}

function messageOf(isWide: boolean, hasPermissions: boolean): string {
  if (!isWide) return "The token of a GitHub App has every permission that the app has.";
  return hasPermissions
    ? "The token of a GitHub App is good for every repository that the app is installed for."
    : "The token of a GitHub App is good for every repository that the app is installed for, with every permission that it has.";
}
