import type { Job, Permissions, Workflow } from "./model.ts";

/** What the token of a job may do: `unstated` where the settings of the repository or the caller decide. */
export type TokenAccess = "writes" | "reads" | "unstated";

/** The permissions that hold for a job: its own, or those of the workflow. */
export function permissionsOf(workflow: Workflow, job: Job): Permissions | undefined {
  return job.permissions ?? workflow.permissions;
}

export function tokenAccess(permissions: Permissions | undefined): TokenAccess {
  if (permissions === undefined) return "unstated";
  const writes =
    permissions.all?.value === "write-all" || permissions.scopes.some(({ value }) => value.value === "write");
  return writes ? "writes" : "reads";
}
