import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, entryOf } from "../document/access.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { Mapping } from "../document/tree.ts";
import type { GithubActionsModel } from "./model.ts";
import { parseAction } from "./parse-action.ts";
import { parseWorkflow } from "./parse-workflow.ts";

export interface ParsedGithubActions {
  readonly model?: GithubActionsModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a workflow or an action; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedGithubActions {
  const { documents, problems } = readYaml(unit);
  const [root, second] = documents;
  if (root === undefined) {
    return {
      problems: problems.length > 0 ? problems : [unreadable(unit, "is empty", "Write a workflow, or delete it.")],
    };
  }
  if (root.kind !== "map") {
    return { problems: [...problems, unreadable(unit, "is not a map of keys", "Write `on:` and `jobs:` at the top.")] };
  }
  const extra =
    second === undefined
      ? []
      : [{ ...manyDocuments, span: { start: second.place.span.start, end: second.place.span.start } }];
  const parsed = isAction(unit.path, root) ? parseAction(unit, root) : parseWorkflow(unit, root);
  return { ...parsed, problems: [...problems, ...extra, ...parsed.problems] };
}

const manyDocuments = {
  message: "holds several YAML documents, of which only the first is read",
  hint: "Put each document into a file of its own.",
};

function unreadable(unit: Unit, message: string, hint: string): DocumentProblem {
  return { span: { start: 0, end: Math.min(1, unit.bytes.length) }, message, hint };
}

function isAction(path: string, root: Mapping): boolean {
  if (entryOf(root, "jobs") !== undefined) return false;
  return /(?:^|\/)action\.ya?ml$/i.test(path) || asMapping(entryOf(root, "runs")?.value) !== undefined;
}
