import type { Problem, ProblemCode } from "../core/source.ts";
import type { RenderOptions } from "../core/stages.ts";
import { printable } from "./printable.ts";

/** Their subject is what the person typed: it may be no file at all, and reads best as it was typed. */
const TYPED: ReadonlySet<ProblemCode> = new Set(["missing-path", "output-failed", "output-cut"]);

/** True where a problem's subject is the path of a file under the root of the scan. */
export function isAboutFile({ code, subject }: Problem): boolean {
  return !TYPED.has(code) && subject !== "stdin" && !/^(?:-|\/|[A-Za-z]:\/)/.test(subject);
}

/** A problem in one line: `path:line:column: what happened. What to do.` */
export function describeProblem(problem: Problem, { pathPrefix }: Pick<RenderOptions, "pathPrefix">): string {
  const { subject, line, column, message, hint } = problem;
  const path = isAboutFile(problem) ? pathPrefix + subject : subject;
  const place = [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
  return printable(`${place}: ${message}${message.endsWith("?") ? "" : "."} ${hint}`);
}
