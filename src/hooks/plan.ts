import type { Change } from "./change.ts";
import type { HookName } from "./hook-name.ts";

/** What installing or removing one hook comes to. */
export interface Plan {
  readonly hook: HookName;
  /** None where everything is as it should be. */
  readonly changes: readonly Change[];
  /** What is so once the changes are made, as a sentence. */
  readonly outcome: string;
  /** What else the person should know, in sentences. */
  readonly notes: readonly string[];
}
