import type { DueItem } from "./due-list.ts";
import type { Location } from "./finding.ts";
import type { FlowEnd } from "./flow-map.ts";

/** A use of a secret in a pipeline, with where it goes from there. */
export interface OverviewUse {
  readonly platform: string;
  readonly file: string;
  readonly line: number;
  readonly job?: string;
  readonly step?: string;
  readonly environment?: string;
  readonly ends: readonly Pick<FlowEnd, "kind" | "name" | "pinned" | "trusted" | "masked">[];
}

/** What is known of a secret from the manifest and the pipelines together: plain texts, never its value. */
export interface SecretOverview {
  readonly name: string;
  /** Empty where it is for all. */
  readonly environments: readonly string[];
  /** Where the inventory declares it; absent where nobody has. */
  readonly declared?: Pick<Location, "path" | "start">;
  readonly owner?: string;
  readonly purpose?: string;
  readonly kind?: string;
  readonly store?: string;
  readonly class?: string;
  readonly services: readonly string[];
  readonly revoke?: string;
  readonly contact?: string;
  readonly policy?: string;
  /** ISO days. */
  readonly created?: string;
  readonly expires?: string;
  readonly rotated?: string;
  readonly reviewed?: string;
  /** How often it is replaced and how: `90d`, `auto`. */
  readonly rotationEvery?: string;
  readonly rotationMethod?: string;
  readonly isRevoked: boolean;
  /** Where stores say that they have it, in words; empty where nobody has asked them. */
  readonly inStores: readonly string[];
  /** The earliest first. */
  readonly due: readonly Pick<DueItem, "kind" | "day">[];
  readonly uses: readonly OverviewUse[];
}
