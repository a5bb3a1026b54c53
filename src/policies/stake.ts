import type { Severity } from "../core/levels.ts";
import type { PipelineFlows, Reference } from "../core/pipeline.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { jobOf, storedIn } from "./located.ts";
import { isJobToken, secretName } from "./secret-like.ts";

/** What is at stake in a job: the secrets that come into it, and what its token may do. */
export interface Stake {
  /** Stored secrets that the file names. */
  readonly secrets: readonly Reference[];
  readonly token?: "writes" | "reads" | "unstated";
}

/** What is at stake in a job; without a name, in what holds for every job. */
export function stakeOf(flows: PipelineFlows, job: string | undefined): Stake {
  const secrets =
    job === undefined
      ? [...flows.references, ...(flows.given ?? [])].filter((one) => !isJobToken(one))
      : [...storedIn(flows, undefined), ...storedIn(flows, job)];
  const token = jobOf(flows, job)?.token;
  return { secrets, ...(token !== undefined && { token }) };
}

/** Full severity with a secret or a writing token, the lower one otherwise. */
export const byStake = ({ secrets, token }: Stake, full: Severity, otherwise: Severity = "low"): Severity =>
  secrets.length > 0 || token === "writes" ? full : otherwise;

/** What is at stake as a clause. */
export function stakeClause({ secrets: [secret], token }: Stake): string {
  if (secret !== undefined) return `${secretName(secret)} is in the job`;
  if (token === "writes") return "the job's token can write";
  return "no secret is named beside it today";
}

const MOST_RELATED = 5;

/** Places where secrets are given, for a match's related places. */
export function givenAt(secrets: readonly Reference[]): NonNullable<PolicyMatch["related"]> {
  const distinct = new Map(secrets.map((secret) => [`${secret.place.unit} ${secret.place.span.start}`, secret]));
  return [...distinct.values()]
    .slice(0, MOST_RELATED)
    .map((one) => ({ place: one.place, message: `Here ${secretName(one)} is given.` }));
}
