import type { Reference } from "../../core/pipeline.ts";

/** Secrets of a job that runs for requests to merge from forks. */
export interface ForkSecrets {
  /** Absent for those that every job gets. */
  readonly job?: string;
  readonly secrets: readonly Reference[];
  /** Whether only the platform's own actions get them, or a member starts the job. */
  readonly limited: boolean;
}
