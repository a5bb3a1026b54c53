import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import { commandsWithin } from "../flow/commands-within.ts";
import { type Access, readExpressions } from "./expression.ts";
import type { Binding, Job, Step, Workflow } from "./model.ts";
import { runsCode } from "./runs-code.ts";
import { readUses } from "./uses.ts";

/** A step that fetches the code of a pull request into the job. */
export interface HeadCheckout {
  readonly step: Step;
  /** The reference, or the command that fetches it. */
  readonly place: Place;
  /** False where only the name of an earlier step's output says that it is a pull request's commit. */
  readonly certain: boolean;
  /** Whether it lies in a folder of its own, beside the repository's code, where it can be read as data. */
  readonly apart: boolean;
  /** Whether code may run behind it in the job. */
  readonly runsAfter: boolean;
}

/** Events that run with the repository's secrets though somebody outside brings the content, and what names that content. */
const HEADS: ReadonlyMap<string, RegExp> = new Map([
  [
    "pull_request_target",
    /^github\.(?:head_ref|event\.pull_request\.(?:merge_commit_sha|head\.(?:sha|ref|label|repo\..+)))$/,
  ],
  [
    "workflow_run",
    /^github\.event\.workflow_run\.(?:head_(?:sha|branch|commit\.id|repository\..+)|pull_requests\..+\.head\..+)$/,
  ],
  ["issue_comment", /^github\.event\.issue\.pull_request\..+$/],
]);

/** Events through which a pull request may be fetched into a job that holds secrets. */
export const CHECKOUT_EVENTS: readonly string[] = [...HEADS.keys()];

const PULL_REF = /(?:^|[/+:])pull\/.{1,300}?\/(?:head|merge)\b/;

/** Outputs of earlier steps that mean a commit, by their names. */
const COMMIT_OUTPUT = /^(?:steps|needs)\.[^.]{1,200}\.outputs\..*(?:sha|ref|branch|head)/i;

/** The steps of a job that fetch the pull request of an event. */
export function headCheckouts(workflow: Workflow, job: Job, event: string, flows: PipelineFlows): HeadCheckout[] {
  const head = HEADS.get(event);
  if (head === undefined) return [];
  const outer = namesOfHead([...workflow.env.entries, ...job.env.entries], head);
  const lastRun = job.steps.findLastIndex(runsCode);
  let fetched = false;
  return job.steps.flatMap((step, index): HeadCheckout[] => {
    const names = new Set([...outer, ...namesOfHead(step.env.entries, head)]);
    const given = readCheckout(step, head, names);
    const runsAfter = index < lastRun;
    if (given !== undefined) return [{ step, ...given, runsAfter }];
    for (const command of commandsWithin(flows, step.place)) {
      if (checksOut(command, head, names, fetched))
        return [{ step, place: command.place, certain: true, apart: false, runsAfter: true }];
      fetched ||= fetchesPull(command, head, names);
    }
    return [];
  });
}

/** The reference that a checkout action is given, where it may be the pull request. */
function readCheckout(
  step: Step,
  head: RegExp,
  names: ReadonlySet<string>,
): Pick<HeadCheckout, "place" | "certain" | "apart"> | undefined {
  if (step.uses === undefined || !/checkout/i.test(readUses(step.uses.value).name)) return undefined;
  const given = ["ref", "repository"].flatMap((name) =>
    step.with.entries.filter((entry) => entry.name.value.toLowerCase() === name).map(({ value }) => value),
  );
  const certain = given.find((value) => namesHead(value.value, head, names));
  const apart = step.with.entries.some(
    ({ name, value }) => lower(name) === "path" && !/^(?:\.\/?)?$/.test(value.value),
  );
  if (certain !== undefined) return { place: certain.place, certain: true, apart };
  const probable = given.find((value) => pathsIn(value.value).some((path) => COMMIT_OUTPUT.test(path)));
  return probable === undefined ? undefined : { place: probable.place, certain: false, apart };
}

const pathOf = ({ context, keys }: Access): string => [context, ...keys].join(".").toLowerCase();

const pathsIn = (text: string): string[] =>
  readExpressions(text).flatMap(({ accesses }) => accesses.filter(({ carried }) => carried).map(pathOf));

/** Whether a text is or holds the pull request's commit, branch or repository. */
function namesHead(text: string, head: RegExp, names: ReadonlySet<string>): boolean {
  if (PULL_REF.test(text)) return true;
  if (pathsIn(text).some((path) => head.test(path) || (path.startsWith("env.") && names.has(path.slice(4)))))
    return true;
  return Array.from(text.matchAll(/\$(?:env:)?\{?(\w+)/gi), (match) => (match[1] ?? "").toLowerCase()).some((name) =>
    names.has(name),
  );
}

/** Lower-case names of the variables that hold the pull request's commit, branch or repository. */
function namesOfHead(entries: readonly Binding[], head: RegExp): string[] {
  const none = new Set<string>();
  return entries.filter(({ value }) => namesHead(value.value, head, none)).map(({ name }) => lower(name));
}

const lower = ({ value }: Scalar): string => value.toLowerCase();

const SETS_TREE = new Set([
  "checkout",
  "switch",
  "reset",
  "pull",
  "merge",
  "clone",
  "worktree",
  "rebase",
  "cherry-pick",
]);

function checksOut({ name, words }: Command, head: RegExp, names: ReadonlySet<string>, fetched: boolean): boolean {
  if (name === "gh" || name === "hub") return words[0] === "pr" && words[1] === "checkout";
  if (name !== "git" || !words.some((word) => SETS_TREE.has(word))) return false;
  return fetched || words.some((word) => namesHead(word, head, names));
}

function fetchesPull({ name, words }: Command, head: RegExp, names: ReadonlySet<string>): boolean {
  return name === "git" && words.includes("fetch") && words.some((word) => namesHead(word, head, names));
}
