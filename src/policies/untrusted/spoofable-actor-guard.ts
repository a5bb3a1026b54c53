import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import { type BotCheck, botChecks, mayHoldAsBot } from "../../platforms/github-actions/bot-checks.ts";
import type { Job, Step, Workflow } from "../../platforms/github-actions/model.ts";
import { secretsInReach } from "../../platforms/github-actions/secrets-in-reach.ts";
import { permissionsOf, type TokenAccess, tokenAccess } from "../../platforms/github-actions/token.ts";
import { definePolicy } from "../define-policy.ts";
import { secretName } from "../secret-like.ts";

/** A bot's name as a guard, where an outsider can have the bot cause the run. */
export const spoofableActorGuard = definePolicy({
  meta: {
    id: "untrusted/spoofable-actor-guard",
    title: "Guard that trusts whoever caused the run",
    why: "`github.actor` is the account that caused this run, not the one that wrote the code in it. A stranger can open a pull request with code of their own and have the bot act on it last (Dependabot obeys commands such as `@dependabot rebase` in forks, too): the actor is then the bot, and the guard lets the stranger's code through. High: an event that runs with the rights of the repository (`pull_request_target`, `workflow_run`), and a stored secret or a writing token behind the guard. Medium: the same, but only the job's token is there and the workflow does not say what it may do. Low: neither is there, or the event is `pull_request`, which gives forks neither, or the job's own condition asks for another account.",
    fix: "Ask who opened the pull request, which does not change afterwards: `if: github.event.pull_request.user.login == 'dependabot[bot]' && github.event.pull_request.head.repo.full_name == github.repository`. In `workflow_run` there is no such author; check `github.event.workflow_run.head_repository.full_name == github.repository`.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/accessing-contextual-information-about-workflow-runs#github-context",
      "https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions",
    ],
    practices: ["P4"],
    cwe: [290, 863],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    for (const job of model.jobs) {
      if (job.if !== undefined) yield* matchOf(model, flows, { job, condition: job.if });
      for (const step of job.steps) {
        if (step.if !== undefined) yield* matchOf(model, flows, { job, step, condition: step.if });
      }
    }
  },
});

/** Events that bring a stranger's content. `pull_request` gives a fork no rights, the others all of the repository's. */
const EVENTS: ReadonlyMap<string, "privileged" | "harmless"> = new Map([
  ["pull_request_target", "privileged"],
  ["workflow_run", "privileged"],
  ["pull_request", "harmless"],
]);

interface Guard {
  readonly job: Job;
  readonly step?: Step;
  readonly condition: Scalar;
}

function* matchOf(workflow: Workflow, flows: PipelineFlows, guard: Guard): Iterable<PolicyMatch> {
  const checks = botChecks(guard.condition);
  const worst = worstOf(workflow, guard, checks, guard.job.if) ?? worstOf(workflow, guard, checks, undefined);
  if (worst === undefined) return;
  const { check, event, isReached } = worst;
  const [secret] = secretsBehind(workflow, flows, guard);
  const token = tokenAccess(permissionsOf(workflow, guard.job));
  const owner = guard.step === undefined ? `The job ${guard.job.id.value}` : "The step";
  yield {
    place: check.place,
    severity: isReached ? severityOf(isPrivileged(event), secret !== undefined, token) : "low",
    message: `${owner} trusts ${check.path} to be ${check.bot}, which a stranger's pull request can bring about on ${event}.`,
    related:
      secret === undefined
        ? []
        : [{ place: secret.place, message: `Behind the guard ${secretName(secret.secret)} is given.` }],
  };
}

interface Passed {
  readonly check: BotCheck;
  readonly event: string;
  /** Whether the job's condition lets the run come that far. */
  readonly isReached: boolean;
}

/** The check that a stranger's content passes through the event with most rights, where the job's condition holds, too. */
function worstOf(
  workflow: Workflow,
  { job, condition }: Guard,
  checks: readonly BotCheck[],
  around: Scalar | undefined,
): Passed | undefined {
  const conditions = around === undefined ? [condition] : [condition, around];
  const isReached = around === job.if;
  const passed = checks.flatMap((check) =>
    workflow.on
      .filter((event) => EVENTS.has(event.name.value) && mayHoldAsBot(conditions, event, check))
      .map((event) => ({ check, event: event.name.value, isReached })),
  );
  return passed.toSorted((a, b) => Number(isPrivileged(b.event)) - Number(isPrivileged(a.event)))[0];
}

const isPrivileged = (event: string): boolean => EVENTS.get(event) === "privileged";

/** Stored secrets that the guard lets the run have: in the step, in the job around it, and in jobs that wait for it. */
function secretsBehind(workflow: Workflow, flows: PipelineFlows, { job, step }: Guard): Reference[] {
  const here = secretsInReach(flows, job);
  if (step === undefined) {
    const waiting = workflow.jobs.filter(({ needs }) => needs.some(({ value }) => value === job.id.value));
    return [...here, ...waiting.flatMap((one) => secretsInReach(flows, one))];
  }
  const others = job.steps.filter((one) => one !== step);
  return here.filter(({ place }) => !others.some((one) => isWithin(place, one.place)));
}

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;

function severityOf(privileged: boolean, hasSecret: boolean, token: TokenAccess): Severity {
  if (!privileged) return "low";
  if (hasSecret || token === "writes") return "high";
  return token === "unstated" ? "medium" : "low";
}
