import type { SuppressedFinding, Written } from "../core/acceptance.ts";
import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";

/** A finding with the name that its value is assigned to, where that is known. */
export interface NamedFinding {
  readonly finding: Finding;
  readonly name?: string;
  /** True where an equal identity in another file may be another thing. */
  readonly tiedToPath?: boolean;
}

/** Something to report about a suppression itself. */
export interface SuppressionFault {
  readonly meta: RuleMeta;
  readonly message: string;
  readonly written: Written;
}

/** Findings that stand and findings that are accepted, and what is wrong with what accepts them. */
export interface Sorted {
  readonly kept: readonly NamedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly faults: readonly SuppressionFault[];
}
