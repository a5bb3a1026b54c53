import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { CHECKOUT_EVENTS, type HeadCheckout, headCheckouts } from "../../platforms/github-actions/head-checkout.ts";
import type { Event, Job, Workflow } from "../../platforms/github-actions/model.ts";
import { type Openness, opennessOf } from "../../platforms/github-actions/openness.ts";
import { secretsInReach } from "../../platforms/github-actions/secrets-in-reach.ts";
import { permissionsOf, type TokenAccess, tokenAccess } from "../../platforms/github-actions/token.ts";
import { definePolicy } from "../define-policy.ts";

/** A pull request's code in a job that runs with the repository's own rights. */
export const prtCheckoutSecrets = definePolicy({
  meta: {
    id: "untrusted/prt-checkout-secrets",
    title: "Pull request's code beside secrets",
    why: "`pull_request_target`, `workflow_run` and `issue_comment` run with the rights of the repository, also where a stranger's fork starts them. A job that checks out that pull request and then builds, tests or installs it runs the stranger's code: it can read each secret of the job and use its token. Critical: a secret or a writing token is in the job, and code runs behind the checkout. High or medium, by how many of these there are: somebody of the project has to act first, nothing runs behind it, the code lies in a folder of its own, the token's permissions are not stated, or it is not certain that a pull request is behind the event. Low: neither a secret nor a writing token is in the job.",
    fix: "Build and test pull requests in a workflow `on: pull_request`, which gets no secrets for forks. If a secret is needed afterwards (to comment, to publish), store the result as an artefact there and let a second workflow `on: workflow_run` use it as data, without a checkout. If it has to be one job, keep it to branches of your own: `if: github.event.pull_request.head.repo.full_name == github.repository`, and write `permissions: { contents: read }`.",
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#pull_request_target",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
      "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    ],
    practices: ["P5"],
    cwe: [829, 94],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    for (const job of model.jobs) {
      // A checkout that several events reach is reported once, for the worst of them.
      const found = CHECKOUT_EVENTS.flatMap((event) => matchesOf(model, job, event, flows));
      for (const [, matches] of Map.groupBy(found, ({ place }) => place.span.start)) {
        const [worst] = matches.sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity));
        if (worst !== undefined) yield worst;
      }
    }
  },
});

type RankedMatch = PolicyMatch & { readonly severity: Severity };

const RANKS: readonly Severity[] = ["critical", "high", "medium", "low"];

function matchesOf(workflow: Workflow, job: Job, name: string, flows: PipelineFlows): RankedMatch[] {
  const event = workflow.on.find((one) => one.name.value === name);
  if (event === undefined) return [];
  const [secret] = secretsInReach(flows, job);
  const token = tokenAccess(permissionsOf(workflow, job));
  return headCheckouts(workflow, job, name, flows).flatMap((checkout) => {
    const openness = opennessOf(workflow, event, job, checkout.step);
    if (openness === "closed") return [];
    return [
      {
        place: checkout.place,
        severity: severityOf(checkout, openness, event, secret !== undefined, token),
        message: `The code of a pull request is checked out in the job ${job.id.value} on ${name}, and ${stakeOf(secret, token)}.`,
        related: secret === undefined ? [] : [{ place: secret.place, message: "A secret comes into the job here." }],
      },
    ];
  });
}

function severityOf(
  { certain, apart, runsAfter }: HeadCheckout,
  openness: Openness,
  event: Event,
  hasSecret: boolean,
  token: TokenAccess,
): Severity {
  if (!hasSecret && token === "reads") return "low";
  const isAtStake = hasSecret || token === "writes";
  // Whether the followed workflow runs on pull requests is written in another file, which may not be at hand.
  const isSure = certain && (event.name.value !== "workflow_run" || event.follows === "strangers");
  const doubts = [openness === "approved", apart || !runsAfter, !isAtStake, !isSure].filter(Boolean).length;
  return doubts === 0 ? "critical" : doubts === 1 ? "high" : "medium";
}

function stakeOf(secret: Reference | undefined, token: TokenAccess): string {
  if (secret !== undefined) {
    return secret.secret === "*" ? "secrets are in the job" : `the secret ${secret.secret} is in the job`;
  }
  if (token === "writes") return "the job's token can write";
  return token === "unstated"
    ? "the workflow does not say what the job's token may do"
    : "only a token that reads is in the job";
}
