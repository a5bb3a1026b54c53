import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { AzurePipelinesModel } from "../../platforms/azure-pipelines/model.ts";
import { persistedCredentials } from "../../platforms/azure-pipelines/persisted.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import { commandsWithin } from "../../platforms/flow/commands-within.ts";
import { readExpressions } from "../../platforms/github-actions/expression.ts";
import type { GithubActionsModel, Step } from "../../platforms/github-actions/model.ts";
import { runsCode } from "../../platforms/github-actions/runs-code.ts";
import { type TokenAccess, tokenAccess } from "../../platforms/github-actions/token.ts";
import { majorOf, readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";

/** A checkout that leaves its token on disk for the steps behind it. */
export const persistedGitCredentials = definePolicy({
  meta: {
    id: "scope/persisted-git-credentials",
    title: "Git credentials left on disk",
    why: "A checkout may write the token that it was given to disk, where it stays until the job ends: every later step can read it, and an artefact of the whole folder holds it. High: a stored token or key is kept, or the folder is uploaded with its hidden files. Medium: the job's token is kept and may write, or the file does not say what it may do. Low: it is kept, but can only read, or nothing runs behind the checkout that could read it. Jobs whose later steps use git against the remote are not reported.",
    fix: "Have the checkout keep no credentials. If a later step pushes, hand the token to that step alone. Upload only the folder that was built, never `.`.",
    on: {
      "github-actions": {
        why: "`actions/checkout` does so unless it is told not to, up to version 5 into `.git/config`.",
        fix: "Write `with: { persist-credentials: false }` below the checkout; a step that pushes calls `gh auth setup-git` with `GH_TOKEN: ${{ github.token }}` in its `env:`.",
      },
      "azure-pipelines": {
        why: "`checkout` does so with `persistCredentials`.",
        fix: "Delete `persistCredentials: true`; a step that pushes gives the token in a header, `git -c http.extraheader=…`, with `env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }`.",
      },
    },
    severity: "medium",
    confidence: "high",
    // The default of the action that nearly every workflow starts with.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://github.com/actions/checkout#usage",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/steps-checkout",
    ],
    practices: ["P14"],
    cwe: [522, 538],
  },
  platforms: ["azure-pipelines", "github-actions"],
  *check({ model, flows }) {
    if (model.kind === "azure") return yield* azureMatches(model, flows);
    for (const { steps, token, goesOn } of stepsOf(model)) {
      let later: Later = { isRead: goesOn, isNeeded: false };
      for (const step of steps.toReversed()) {
        const match = matchOf(step, later, token);
        if (match !== undefined) yield match;
        later = {
          upload: uploadsFolder(step) ? step : later.upload,
          isRead: later.isRead || runsCode(step),
          isNeeded: later.isNeeded || usesRemote(step, flows),
        };
      }
    }
  },
});

/** The token of an Azure job may write to the repository where the project's settings let it; the file does not say. */
function* azureMatches(model: AzurePipelinesModel, flows: PipelineFlows): Iterable<PolicyMatch> {
  for (const { setting, upload } of persistedCredentials(model, flows)) {
    yield {
      place: setting.place,
      severity: upload === undefined ? "medium" : "high",
      message: `The checkout leaves the job's token on disk, ${
        upload === undefined ? "where the later steps can read it" : "and the folder is published with it"
      }.`,
      related: upload === undefined ? [] : [{ place: upload.place, message: "It is published here." }],
    };
  }
}

interface StepList {
  readonly steps: readonly Step[];
  readonly token: TokenAccess;
  /** Whether other steps follow that are written elsewhere: those of the job that uses an action. */
  readonly goesOn: boolean;
}

/** What the steps behind a checkout do with what it left. */
interface Later {
  /** The next one that uploads the whole folder. */
  readonly upload?: Step | undefined;
  readonly isRead: boolean;
  /** Whether one of them talks to the remote. */
  readonly isNeeded: boolean;
}

function stepsOf(model: GithubActionsModel): StepList[] {
  if (model.kind === "action") return [{ steps: model.steps, token: "unstated", goesOn: true }];
  return model.jobs.map(({ steps, ...job }) => ({
    steps,
    token: tokenAccess(job.permissions ?? model.permissions),
    goesOn: false,
  }));
}

const inputOf = (step: Step, name: string): Scalar | undefined =>
  step.with.entries.find((entry) => entry.name.value.toLowerCase() === name)?.value;

function matchOf(checkout: Step, later: Later, token: TokenAccess): PolicyMatch | undefined {
  const kept = keptCredential(checkout);
  if (kept === undefined || checkout.uses === undefined) return undefined;
  const upload = holdsConfig(checkout) ? later.upload : undefined;
  if (upload === undefined && later.isNeeded) return undefined;
  const isIdle = upload === undefined && !later.isRead;
  const where = isIdle
    ? "and no later step uses it"
    : upload === undefined
      ? "where the later steps can read it"
      : "and the folder is uploaded with it";
  return {
    place: checkout.uses.place,
    severity: isIdle ? "low" : severityOf(kept, upload !== undefined, token),
    message: `The checkout leaves ${kept === "stored" ? "a stored credential" : "the job's token"} on disk, ${where}.`,
    related: upload?.uses === undefined ? [] : [{ place: upload.uses.place, message: "It is uploaded here." }],
  };
}

function severityOf(kept: "stored" | "job", isUploaded: boolean, token: TokenAccess): Severity {
  if (isUploaded || kept === "stored") return "high";
  return token === "reads" ? "low" : "medium";
}

/** Whose credential a checkout keeps; undefined where the step is no checkout or keeps none. */
function keptCredential(step: Step): "stored" | "job" | undefined {
  if (step.uses === undefined || readUses(step.uses.value).name.toLowerCase() !== "actions/checkout") return undefined;
  const persists = inputOf(step, "persist-credentials")?.value.trim() ?? "true";
  // An expression may say so on some runs.
  if (!/^(?:true$|\$\{\{)/i.test(persists)) return undefined;
  const given = [inputOf(step, "token"), inputOf(step, "ssh-key")].flatMap((input) => input?.value ?? []);
  const isStored = given.some((text) => readExpressions(text).some(({ accesses }) => accesses.some(isStoredSecret)));
  return isStored ? "stored" : "job";
}

const isStoredSecret = ({ context, keys }: { readonly context: string; readonly keys: readonly string[] }): boolean =>
  context === "secrets" && keys[0]?.toUpperCase() !== "GITHUB_TOKEN";

/** Since version 6 the credential lies outside the checked-out folder. Behind a commit id stands the version of today, or an older one. */
const holdsConfig = ({ uses }: Step): boolean => !(majorOf(readUses(uses?.value ?? "").version) >= 6);

/** Paths that take in the folder that was checked out, with all that is in it. */
const WHOLE_FOLDER =
  /^(?:\.{1,2}\/?|\.?\/?\*{1,2}(?:\/\*{1,2})?|(?:\$\{\{\s*github\.workspace\s*\}\}|\$GITHUB_WORKSPACE)\/?|.*\.git(?:\/.*)?)$/;

function uploadsFolder(step: Step): boolean {
  if (step.uses === undefined) return false;
  const { name, version } = readUses(step.uses.value);
  if (name.toLowerCase() !== "actions/upload-artifact") return false;
  // Before version 4 hidden files were always taken in.
  const isHidden = majorOf(version) < 4 || inputOf(step, "include-hidden-files")?.value.trim() === "true";
  const paths = inputOf(step, "path")?.value.split("\n") ?? [];
  return isHidden && paths.some((path) => WHOLE_FOLDER.test(path.trim()));
}

const REMOTE_COMMANDS = new Set(["push", "fetch", "pull", "clone", "ls-remote", "submodule", "lfs"]);

/** Tools that push commits, tags or pages by themselves. */
const PUSHING_TOOL =
  /^(?:.* )?(?:release:(?:clean|prepare|perform)|semantic-release|release-it|lerna|changeset|gh-pages|gh-deploy|ghp-import|mike|release-plz|cargo release|pr create)\b/;

/** Actions that push with the credential that the checkout left, by their names. */
const PUSHING_ACTION = /commit|push|changesets|pull-request|gh-pages|pages-deploy|semantic-release|git-tag|bump/i;

/** Whether a step talks to the remote with what the checkout left. */
export function usesRemote(step: Step, flows: PipelineFlows): boolean {
  if (step.uses !== undefined) return PUSHING_ACTION.test(readUses(step.uses.value).name);
  return commandsWithin(flows, step.place).some(({ name, words }) =>
    name === "git" ? words.some((word) => REMOTE_COMMANDS.has(word)) : PUSHING_TOOL.test([name, ...words].join(" ")),
  );
}
