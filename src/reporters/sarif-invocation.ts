import type { Invocation, Notification } from "sarif";
import type { Problem } from "../core/source.ts";
import { physicalLocation } from "./sarif-location.ts";
import { describeProblem, isAboutFile } from "./text-problem.ts";

function notification(problem: Problem): Notification {
  const { code, level, line, column } = problem;
  const region =
    line === undefined ? undefined : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  const locations = [{ physicalLocation: physicalLocation(problem.subject, region) }];
  return {
    descriptor: { id: code },
    level,
    message: { text: describeProblem(problem, { pathPrefix: "" }) },
    ...(isAboutFile(problem) ? { locations } : {}),
  };
}

/** The run itself: successful only where nothing kept a part of the content from being searched. */
export function sarifInvocation(problems: readonly Problem[]): Invocation {
  return {
    executionSuccessful: problems.every(({ level }) => level !== "error"),
    toolExecutionNotifications: problems.map(notification),
  };
}
