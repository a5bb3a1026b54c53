import type { InventoryEntry } from "../core/inventory.ts";
import { namesText } from "../core/name-pattern.ts";

/** Whether an environment's name is worked out as the pipeline runs, so that it cannot be told from the file. */
export const isComputed = (environment: string): boolean => /[$<{]/.test(environment);

/** Whether an entry is for an environment, as far as can be told; one that names none is for all. */
export function matchesEnvironment({ environments }: InventoryEntry, environment: string): boolean {
  if (environments.length === 0 || isComputed(environment)) return true;
  return environments.some(({ value }) => namesText(value, environment));
}
