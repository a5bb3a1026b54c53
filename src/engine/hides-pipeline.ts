import type { Problem } from "../core/source.ts";
import { mayBePipeline } from "./pipeline-path.ts";

/** What is wrong with these is told apart, and no pipeline is missing for it. */
const OF_INVENTORY: ReadonlySet<Problem["code"]> = new Set(["broken-inventory", "broken-observation"]);

/** Whether a problem has kept a pipeline from being read, so that nobody knows what it uses. */
export function hidesPipeline({ level, code, subject }: Problem): boolean {
  if (level !== "error") return false;
  return code === "interrupted" || (!OF_INVENTORY.has(code) && mayBePipeline({ path: subject }));
}
