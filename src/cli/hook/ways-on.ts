import type { Finding } from "../../core/finding.ts";
import { isAtLeast, SEVERITIES } from "../../core/levels.ts";
import type { ScanReport } from "../../core/stages.ts";
import type { HookName } from "../../hooks/hook-name.ts";
import { shellWord } from "../../hooks/shell-word.ts";
import { globOfPath } from "../../migrate/glob-of-path.ts";
import { printable } from "../../reporters/printable.ts";
import { wrapWords } from "../../reporters/width.ts";
import { COMMIT_MESSAGE, TAG_MESSAGE } from "../../sources/commits/message-paths.ts";
import { commentFor } from "../../suppressions/comment-for.ts";

/** How people go on who were stopped; in sentences and lines to copy. */
export interface WaysOnRequest {
  readonly hook: HookName;
  readonly report: ScanReport;
  /** Columns that there are. */
  readonly width: number;
  /** Whether a commit has no parent, so that there is none to go back to. */
  isFirst?(commit: string): boolean;
}

const STOPPED: Readonly<Record<HookName, string>> = {
  "pre-commit": "The commit is stopped",
  "pre-push": "The push is stopped",
  "pre-receive": "The push is refused",
};

const SKIP: Readonly<Partial<Record<HookName, string>>> = {
  "pre-commit": "git commit --no-verify",
  "pre-push": "git push --no-verify",
};

/** The finding that the ways are shown by: the worst of those that stop. */
function exampleOf({ findings, failOn }: ScanReport): Finding | undefined {
  if (failOn === "never") return undefined;
  const stopping = findings.filter(({ severity }) => isAtLeast(SEVERITIES, severity, failOn));
  return SEVERITIES.toReversed().flatMap((level) => stopping.filter(({ severity }) => severity === level))[0];
}

/** A line to copy, which is not broken. */
interface Copied {
  readonly copy: string;
}

type Part = string | Copied;

/** The block below a report that stops a commit or push. Nothing where nothing stops it. */
export function waysOn({ hook, report, width, isFirst = () => false }: WaysOnRequest): string[] {
  const finding = exampleOf(report);
  if (finding === undefined) return [];
  return [
    "",
    `${STOPPED[hook]}. Three ways on:`,
    ...numbered(1, removal(hook, finding, isFirst), width),
    ...numbered(2, moving(report, finding), width),
    ...numbered(3, acceptance(hook, finding), width),
    ...skipping(hook, width),
  ];
}

/** The report has the words in full, under the label that is named here. */
function moving({ rules }: ScanReport, { ruleId }: Finding): Part[] {
  const rule = rules.find(({ id }) => id === ruleId);
  const label = rule?.revoke === undefined ? "What to do" : "Then fix it";
  return [
    `Move it to a store and read it from there, as "${label}" above tells. More about it:`,
    { copy: `sealint explain ${ruleId}` },
  ];
}

function numbered(number: number, parts: readonly Part[], width: number): string[] {
  const lines = parts.flatMap((part) =>
    typeof part === "string" ? wrapWords(printable(part), width - 5) : [`  ${printable(part.copy)}`],
  );
  return lines.map((line, at) => `${at === 0 ? `  ${number}. ` : "     "}${line}`);
}

function removal(
  hook: HookName,
  { origin, location: { path } }: Finding,
  isFirst: (commit: string) => boolean,
): Part[] {
  if (hook === "pre-commit")
    return ["Remove the value and stage the file again.", { copy: `git add -- ${shellWord(path)}` }];
  if (path.startsWith(TAG_MESSAGE)) {
    const tag = path.slice(TAG_MESSAGE.length);
    return [
      "Write the tag anew, without the value.",
      { copy: `git tag -f -a ${shellWord(tag)} ${shellWord(`${tag}^{}`)}` },
    ];
  }
  const words =
    "Remove the value from the commit that brought it; deleting it in a later commit leaves it in the history.";
  const sha = origin.kind === "commit" ? origin.sha : "";
  return [words, { copy: `git rebase -i ${isFirst(sha) ? "--root" : `${sha.slice(0, 12)}^`}` }];
}

function acceptance(hook: HookName, { ruleId, location: { path }, origin }: Finding): Part[] {
  const isMessage = origin.kind === "commit" && (path === COMMIT_MESSAGE || path.startsWith(TAG_MESSAGE));
  const form = isMessage ? undefined : commentFor(path);
  const note = `sealint-ignore ${ruleId} -- WHY`;
  const again = hook === "pre-commit" ? "" : " in the last commit that has it";
  const comment: Part[] =
    form === undefined
      ? ["If it may stay, say why, in sealint.yaml:"]
      : [
          `If it may stay, say why${again}: behind the line or alone above it,`,
          { copy: [form.open, note, form.close].filter((part) => part !== undefined).join(" ") },
          "or in sealint.yaml:",
        ];
  const entry = ["allow:", `  - rule: ${ruleId}`, `    path: ${JSON.stringify(globOfPath(path))}`, "    reason: WHY"];
  return [...comment, ...entry.map((copy) => ({ copy }))];
}

function skipping(hook: HookName, width: number): string[] {
  const command = SKIP[hook];
  const words =
    command === undefined
      ? "Who looks after this repository decides what sealint.yaml of its default branch accepts."
      : `To skip the hook this once: ${command}`;
  return wrapWords(words, width);
}

/** What is said where not everything could be searched. */
export function notSearched(hook: HookName, width: number): string[] {
  const skip = SKIP[hook] === undefined ? "" : ` To skip the hook this once: ${SKIP[hook]}`;
  return ["", ...wrapWords(`${STOPPED[hook]}, because not everything could be searched: see above.${skip}`, width)];
}
