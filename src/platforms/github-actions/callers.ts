import type { Reference, Trigger } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../flow/remembered.ts";
import type { Carried } from "../flow/scope.ts";
import { eventsReaching } from "./caller-events.ts";
import { callersOf } from "./callers-of.ts";
import { addHeld, type Contexts } from "./contexts.ts";
import { type Call, type Given, NOTHING_GIVEN } from "./following.ts";
import type { GithubActionsModel } from "./model.ts";
import { triggerOf, triggersOf } from "./triggers.ts";
import { walk } from "./walk.ts";

type Others = Siblings<GithubActionsModel>;

/** What other files of the repository hand to one, and through which events they start it. */
export interface Called extends Given {
  readonly references: readonly Reference[];
  readonly triggers: readonly Trigger[];
}

/** What those hand over that use a file of the same repository. */
export function calledBy(model: GithubActionsModel, siblings: Others | undefined): Called {
  if (siblings === undefined || !mayBeCalled(model)) return NOBODY;
  const contexts: Contexts = new Map();
  const environment: Contexts = new Map();
  const references = new Set<Reference>();
  for (const caller of callersOf(siblings.all()).get(model.path) ?? []) {
    for (const call of callsOf(caller, siblings)) {
      if (call.callee !== model.path) continue;
      for (const [path, carried] of call.contexts) addHeld(contexts, path, fresh(contexts, path, carried));
      for (const [name, carried] of call.environment) addHeld(environment, name, fresh(environment, name, carried));
    }
  }
  const triggers = eventsReaching(model, siblings).map(triggerOf);
  for (const { reference } of [...contexts.values(), ...environment.values()].flat()) references.add(reference);
  return { contexts, environment, references: [...references], triggers };
}

const NOBODY: Called = { ...NOTHING_GIVEN, references: [], triggers: [] };

const mayBeCalled = (model: GithubActionsModel): boolean =>
  model.kind === "action" || model.on.some(({ name }) => name.value === "workflow_call");

/** Each secret of a name once: twenty workflows may hand the same one to an action. */
function fresh(held: Contexts, path: string, carried: readonly Carried[]): Carried[] {
  const known = held.get(path) ?? [];
  return carried.filter(
    ({ reference: { secret }, masked }) =>
      !known.some((one) => one.reference.secret === secret && one.masked === masked),
  );
}

/** Calls that files make, by the list that they are in: those that call each other in a circle make none on the second turn. */
const knownCalls = remembered((_: readonly GithubActionsModel[]) => new Map<GithubActionsModel, readonly Call[]>());

function callsOf(caller: GithubActionsModel, siblings: Others): readonly Call[] {
  const known = knownCalls(siblings.all());
  const made = known.get(caller);
  if (made !== undefined) return made;
  known.set(caller, []);
  const given = calledBy(caller, siblings);
  const { calls } = walk(caller, { given, triggers: [...triggersOf(caller), ...given.triggers], siblings });
  known.set(caller, calls);
  return calls;
}
