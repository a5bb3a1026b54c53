import type { Finding } from "../../core/finding.ts";
import type { Problem } from "../../core/source.ts";
import type { Look } from "./bench.ts";

const countsOf = (items: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** Rules that say the same of a place, one of them where more is at stake: which one it is may change. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["unpinned/unpinned-github-action", "unpinned/unpinned-action-with-secret"],
]);

const keyOf = ({ ruleId, location }: Finding): string => `${SAME.get(ruleId) ?? ruleId} in ${location.path}`;

const problemKey = ({ code, subject, message }: Problem): string => `${subject}: ${message} (${code})`;

/**
 * Why what some findings were mended with is not good, as a clause: one of them is still there, another has come, or a file cannot be
 * read any more. Undefined where all is well, or what has come is bearable. Findings are counted by rule and file, since their prints go by the text around them.
 */
export function faultOf(
  mended: readonly Finding[],
  before: Look,
  after: Look,
  isBearable: (finding: Finding) => boolean = () => false,
): string | undefined {
  const { scope } = after;
  const known = countsOf(before.problems.filter(({ subject }) => scope.has(subject)).map(problemKey));
  for (const [problem, count] of countsOf(after.problems.map(problemKey))) {
    if (count > (known.get(problem) ?? 0)) return `with it, ${problem}`;
  }
  for (const path of scope) {
    if (before.isPipeline(path) && !after.isPipeline(path)) return `with it, ${path} would be no pipeline`;
  }
  const old = countsOf(before.findings.filter(({ location }) => scope.has(location.path)).map(keyOf));
  const now = countsOf(after.findings.map(keyOf));
  for (const [key, count] of countsOf(mended.map(keyOf))) {
    if ((now.get(key) ?? 0) > (old.get(key) ?? 0) - count) return "the finding would still be there";
  }
  const come = broughtBy(before, after).find((finding) => !isBearable(finding));
  return come === undefined ? undefined : `it would bring ${keyOf(come)}`;
}

/** Findings of a later look that go beyond those of their rule in their file before: of several any may be the new one. */
export function broughtBy(before: Look, after: Look): Finding[] {
  const old = countsOf(before.findings.filter(({ location }) => after.scope.has(location.path)).map(keyOf));
  const now = countsOf(after.findings.map(keyOf));
  return after.findings.filter((finding) => (now.get(keyOf(finding)) ?? 0) > (old.get(keyOf(finding)) ?? 0));
}
