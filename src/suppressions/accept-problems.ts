import type { AcceptedUnread } from "../core/acceptance.ts";
import { containersOf } from "../core/member-path.ts";
import type { Problem, ProblemCode } from "../core/source.ts";

/** What is about reading a path; a rule or an output that failed is nothing that a path can be excused for. */
const ABOUT_READING: ReadonlySet<ProblemCode> = new Set([
  "missing-path",
  "unreadable",
  "not-a-file",
  "link-loop",
  "changed-while-read",
  "broken-pipeline",
  "malformed",
  "limit-reached",
  "all-ignored",
]);

/** A path, and those of the containers that it may lie in. */
const subjectsOf = ({ subject }: Problem): string[] => [...containersOf(subject), subject];

/** Makes notes of the errors about paths that the configuration accepts, through the last day that it names. */
export function acceptProblems(
  problems: readonly Problem[],
  unread: readonly AcceptedUnread[],
  asOf: string,
): readonly Problem[] {
  const holding = unread.filter(({ until }) => until === undefined || until >= asOf);
  if (holding.length === 0) return problems;
  return problems.map((problem) => {
    const entry = ABOUT_READING.has(problem.code)
      ? holding.find(({ accepts }) => subjectsOf(problem).some(accepts))
      : undefined;
    if (entry === undefined) return problem;
    return {
      ...problem,
      level: "note",
      hint: `The configuration accepts this: ${entry.reason}`,
      accepted: entry.reason,
    };
  });
}
