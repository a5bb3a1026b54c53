import type { Scalar } from "../document/tree.ts";
import type { Pool } from "./model.ts";

const HOSTED = /^(?:azure pipelines|hosted\b|server$)/i;

/** The name of a pool of the organisation's own machines; undefined where it is hosted, or worked out. */
export function ownPool(pool: Pool | undefined): Scalar | undefined {
  if (pool?.name === undefined || pool.vmImage !== undefined) return undefined;
  return HOSTED.test(pool.name.value.trim()) || pool.name.value.includes("$") ? undefined : pool.name;
}
