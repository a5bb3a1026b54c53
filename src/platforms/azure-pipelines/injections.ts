import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin } from "../document/tree.ts";
import { accessesIn } from "./expression.ts";
import { type Hole, holesIn } from "./holes.ts";
import type { AzurePipelinesModel } from "./model.ts";
import { scriptOf } from "./tasks.ts";

/** Who chooses a text: whoever opens a pull request, the author of a merged commit, or whoever may write to the repository. */
export type Author = "outsider" | "merged" | "project";

/** A text that somebody else chooses, as part of a script. */
export interface Injection {
  readonly place: Place;
  /** The variable or parameter. */
  readonly name: string;
  readonly author: Author;
  readonly script: PipelineScript;
}

/** Variables of Azure by who chooses their text, in small letters. */
const CHOSEN: ReadonlyMap<string, Author> = new Map([
  ["system.pullrequest.sourcebranch", "outsider"],
  ["system.pullrequest.sourcerepositoryuri", "outsider"],
  ["build.sourceversionmessage", "merged"],
  ["build.sourceversionauthor", "merged"],
  ["build.requestedfor", "merged"],
  ["build.sourcebranch", "project"],
  ["build.sourcebranchname", "project"],
]);

/** Every place of a pipeline's scripts that Azure fills with such a text before the shell reads it. */
export function injectionsIn(model: AzurePipelinesModel, { scripts }: PipelineFlows): Injection[] {
  const byStart = new Map(scripts.map((script) => [script.text.placeOf(0, 0).span.start, script]));
  const steps = model.stages.flatMap(({ jobs }) => jobs).flatMap((job) => job.steps);
  return steps.flatMap((step) => {
    const scalar = scriptOf(step)?.script;
    const script = scalar === undefined ? undefined : byStart.get(placeWithin(scalar, 0, 0).span.start);
    if (scalar === undefined || script === undefined) return [];
    return holesIn(scalar.value).flatMap((hole) =>
      textsOf(model, hole).map(({ name, author, start, end }) => ({
        name,
        author,
        script,
        place: placeWithin(scalar, start, end),
      })),
    );
  });
}

interface ChosenText {
  readonly name: string;
  readonly author: Author;
  readonly start: number;
  readonly end: number;
}

function textsOf(model: AzurePipelinesModel, { name, expression, form, start, end }: Hole): ChosenText[] {
  if (name !== undefined) {
    const author = CHOSEN.get(name.toLowerCase());
    return author === undefined ? [] : [{ name, author, start, end }];
  }
  if (expression === undefined || form !== "template") return [];
  return [...accessesIn(expression)].flatMap(({ context, keys, ...range }) => {
    const key = keys.join(".");
    const author = /^variables$/i.test(context)
      ? CHOSEN.get(key.toLowerCase())
      : /^parameters$/i.test(context) && isFreeText(model, key)
        ? "project"
        : undefined;
    const shown = `${context}.${key}`;
    return author === undefined ? [] : [{ name: shown, author, start: range.start, end: range.end }];
  });
}

/** Whether a parameter is any text that is typed in when the pipeline is started; a template's comes from its pipeline. */
function isFreeText({ role, parameters }: AzurePipelinesModel, key: string): boolean {
  const parameter = parameters.find(({ name }) => name.value.toLowerCase() === key.toLowerCase());
  if (role !== "pipeline" || parameter === undefined) return false;
  return parameter.values.length === 0 && (parameter.type?.value ?? "string").toLowerCase() === "string";
}
