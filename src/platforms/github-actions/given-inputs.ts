import type { Siblings } from "../../core/stages.ts";
import type { Scalar } from "../document/tree.ts";
import { remembered } from "../flow/remembered.ts";
import { eventsReaching, opennessFor } from "./caller-events.ts";
import { createReader, pathsOf } from "./contexts-in.ts";
import { localUse } from "./local-uses.ts";
import type { Bindings, Choice, Event, GithubActionsModel, Input } from "./model.ts";
import { authorInAction, authorOf } from "./outside-text.ts";
import { isTaintedOutput } from "./tainted-outputs.ts";
import { type FileUse, usesOf } from "./uses-of.ts";

type Others = Siblings<GithubActionsModel>;

/** An action or reusable workflow whose inputs know who chooses what callers in the repository hand over. */
export function withGivenInputs(model: GithubActionsModel, siblings: Others): GithubActionsModel {
  if (model.kind === "action") {
    const uses = usesByFile(siblings.all()).get(model.path);
    if (uses === undefined) return model;
    const events = eventsReaching(model, siblings);
    return { ...model, events, inputs: model.inputs.map((input) => told(model, input, siblings)) };
  }
  const isCalled = ({ name, hasCallers }: Event): boolean => name.value === "workflow_call" && hasCallers === true;
  if (!model.on.some((event) => isCalled(event) && event.inputs.length > 0)) return model;
  const on = model.on.map((event) =>
    isCalled(event) ? { ...event, inputs: event.inputs.map((input) => told(model, input, siblings)) } : event,
  );
  return { ...model, on };
}

const told = (model: GithubActionsModel, input: Input, siblings: Others): Input => ({
  ...input,
  chosen: choicesOf(model.path, input.name.value, siblings),
});

/** A use of a file, with the file that it stands in. */
interface Caller {
  readonly model: GithubActionsModel;
  readonly use: FileUse;
}

/** Uses of each file by others of the repository. */
const usesByFile = remembered((models: readonly GithubActionsModel[]): ReadonlyMap<string, readonly Caller[]> => {
  const byPath = new Map(models.map((model) => [model.path, model]));
  const find = (path: string) => byPath.get(path);
  const found = models.flatMap((model) =>
    usesOf(model).flatMap((use) => {
      const path = localUse(model.path, use.uses.value, use.isAction, { find })?.model?.path;
      return path === undefined || path === model.path ? [] : [{ path, caller: { model, use } }];
    }),
  );
  const grouped = Map.groupBy(found, ({ path }) => path);
  return new Map([...grouped].map(([path, some]) => [path, some.map(({ caller }) => caller)]));
});

/** By file and input; what is asked for in a circle has nothing more on the second turn. */
const known = remembered((_: readonly GithubActionsModel[]) => new Map<string, readonly Choice[]>());

/** Who chooses what a file's callers hand over under an input: nobody where all of it is written out, or made by the project. */
function choicesOf(path: string, input: string, siblings: Others): readonly Choice[] {
  const key = `${path}\0${input.toLowerCase()}`;
  const before = known(siblings.all()).get(key);
  if (before !== undefined) return before;
  known(siblings.all()).set(key, []);
  const callers = usesByFile(siblings.all()).get(path) ?? [];
  const found = callers.flatMap((caller) => {
    const given = caller.use.with.entries.find(({ name }) => name.value.toLowerCase() === input.toLowerCase())?.value;
    return given === undefined ? ofDefault(path, input, siblings) : choicesIn(given, caller, siblings);
  });
  const distinct = new Map(
    found.map((one) => [`${one.author} ${one.event?.name.value ?? ""} ${one.event?.approvedFirst ?? ""}`, one]),
  );
  const choices = [...distinct.values()];
  known(siblings.all()).set(key, choices);
  return choices;
}

/** What stands in where a caller gives nothing is read in the file itself. */
function ofDefault(path: string, input: string, siblings: Others): readonly Choice[] {
  const model = siblings.find(path);
  if (model === undefined) return [];
  const inputs = model.kind === "action" ? model.inputs : model.on.flatMap((event) => event.inputs);
  const value = inputs.find(({ name }) => name.value.toLowerCase() === input.toLowerCase())?.default;
  return value === undefined ? [] : choicesIn(value, { model }, siblings);
}

/** Who chooses the texts that an expression brings into a value. */
function choicesIn(
  value: Scalar,
  { model, use }: { readonly model: GithubActionsModel; readonly use?: FileUse },
  siblings: Others,
): Choice[] {
  const reader = createReader();
  const { job, step } = use ?? {};
  const around: readonly (Bindings | undefined)[] = [step?.env, job?.env, model.env];
  const named = {
    env: around.filter((one) => one !== undefined),
    ...(job?.matrix !== undefined && { matrix: job.matrix }),
  };
  const paths = reader(value).flatMap((access) => pathsOf(access, named, reader));
  return paths.flatMap((path) => choicesAt(path.toLowerCase(), model, use, siblings));
}

const INPUT = /^inputs\.([^.]+)$/;

function choicesAt(
  path: string,
  model: GithubActionsModel,
  use: FileUse | undefined,
  siblings: Others,
): readonly Choice[] {
  const [, input] = INPUT.exec(path) ?? [];
  const isCalled = (usesByFile(siblings.all()).get(model.path) ?? []).length > 0;
  if (model.kind === "action") {
    if (input !== undefined) return isCalled ? choicesOf(model.path, input, siblings) : [{ author: "caller" }];
    if (!isCalled)
      return [authorInAction(path, model.inputs)].flatMap((author) => (author === undefined ? [] : [{ author }]));
  }
  const calls = model.kind === "workflow" ? model.on.filter(({ name }) => name.value === "workflow_call") : [];
  const events = [...eventsReaching(model, siblings), ...calls];
  return events.flatMap((event): readonly Choice[] => {
    const openness = use === undefined ? "open" : opennessFor(model, event, use);
    if (openness === "closed") return [];
    if (event.name.value === "workflow_call" && input !== undefined && isCalled)
      return choicesOf(model.path, input, siblings);
    const isOutput = isTaintedOutput(path, use?.job?.steps ?? [], event.name.value);
    const author = isOutput ? "outsider" : authorOf(path, isCalled ? { ...event, hasCallers: true } : event);
    if (author === undefined) return [];
    return [{ author, event: openness === "approved" ? { ...event, approvedFirst: true } : event }];
  });
}
