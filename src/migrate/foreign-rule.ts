/** What is left to do on a rule that was written. */
export const COMPLETE_RULE =
  "Complete the rules that were written; scans run them, and `sealint rules test` tries their examples.";

/** A rule of another tool that looks for a pattern. */
export interface ForeignRule {
  readonly id: string;
  readonly description?: string;
  readonly regex: string;
  /** Group that holds the value, from 1; the tool's own choice where absent. */
  readonly secretGroup?: number;
  /** What the tool looks for first; kept where the pattern has no literal of its own. */
  readonly keywords: readonly string[];
  /** A second pattern that has to be nearby. */
  readonly requires?: string;
}
