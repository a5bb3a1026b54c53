import type { RuleMeta } from "../core/rule.ts";

const common = {
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
  practices: ["P21"],
} as const;

/** A suppression that names no reason, no known rule or no day, or whose day has passed: it hides nothing. */
export const suppressedWithoutReason: RuleMeta = {
  ...common,
  id: "incident/suppressed-without-reason",
  title: "Suppression that does not hold",
  why: "A suppression is a decision that others have to be able to check later. Without a reason nobody can tell whether it was ever right, and one without end outlives the reason that it had. So one that lacks its reason, names no known rule, or has passed its day hides nothing, and what it stood for is reported again.",
  fix: "Write the rule, two dashes, the reason and, where there is one, the last day: `sealint-ignore plaintext/plaintext-env -- made up for the tests until=2027-01-01`. Where the day has passed, mend what was accepted, or decide again and write a later day.",
  severity: "medium",
  cwe: [1116],
};

/** A suppression that no finding needs any more. */
export const unusedSuppression: RuleMeta = {
  ...common,
  id: "incident/unused-suppression",
  title: "Suppression that hides nothing",
  why: "What it accepted is gone, or was never found at that place. It would silently accept the next secret that somebody writes there.",
  fix: "Delete the comment, or the entry of the configuration. Where it should hide something, check that it stands on the same line or alone on the line above, and that it names the rule that the report names.",
  severity: "low",
  cwe: [1164],
};

/** What a change brings to have less of itself reported, which it may not. */
export const loosenedByChange: RuleMeta = {
  ...common,
  id: "incident/loosened-by-change",
  title: "Change that loosens its own gate",
  why: "Whoever can open a pull request could otherwise switch off what checks it: by an entry of the configuration or the baseline, or by a comment beside the value. So in a pull request these count as its base commit has them, and what the change would loosen is shown, for whoever reviews it to decide on.",
  fix: "Where it is right, bring it in by a change of its own, which somebody reviews as that; from then on it counts. Where it is not, take it out and mend what it was to hide.",
  severity: "low",
  cwe: [693],
};

/** Rules about suppressions themselves, in the order of their ids. */
export const suppressionRules: readonly RuleMeta[] = [loosenedByChange, suppressedWithoutReason, unusedSuppression];
