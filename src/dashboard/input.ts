import type { RuleMeta } from "../core/rule.ts";
import type { SecretOverview } from "../core/secret-overview.ts";
import type { ScanReport } from "../core/stages.ts";
import type { Trend } from "../core/trend.ts";

/** What a rule looks at: where there is none of it, the rule ran and has said nothing. */
export type LooksAt = "files" | "pipelines" | "inventory";

/** A rule that there is, whether or not it ran. */
export interface KnownRule {
  readonly meta: Pick<RuleMeta, "id" | "title" | "practices">;
  readonly looksAt: LooksAt;
}

/** Everything that the page is made of: masked findings, names and places, no values. */
export interface DashboardInput {
  /** What the page is about, such as the name of the repository. */
  readonly title: string;
  /** The ISO day that it is seen from. */
  readonly asOf: string;
  readonly report: ScanReport;
  readonly rules: readonly KnownRule[];
  readonly hasInventory: boolean;
  readonly secrets: readonly SecretOverview[];
  /** Who owns a path, by CODEOWNERS; empty where nobody does. */
  ownersOf(path: string): readonly string[];
  /** What earlier runs came to, where they are kept. */
  readonly trend?: Trend;
}
