import type { Scalar } from "../document/tree.ts";
import type { Site } from "../flow/collected.ts";
import type { Carried, Held, Scope } from "../flow/scope.ts";
import { addHeld, type Contexts, contextPath } from "./contexts.ts";
import { type Call, type Following, handed } from "./following.ts";
import { localUse } from "./local-uses.ts";
import type { Bindings, Step } from "./model.ts";
import { noteGap } from "./note-gap.ts";

/** What steps of a job leave for those behind them. */
export interface Trail {
  /** `steps.….outputs.…`. */
  readonly outputs: Contexts;
  /** Variables; another map once there are more. */
  written: Held;
  /** Folders that other repositories were checked out into: what lies there is not this one's. */
  readonly foreign: string[];
}

export const newTrail = (): Trail => ({ outputs: new Map(), written: new Map(), foreign: [] });

/** Follows secrets into an action of the same repository, and back to what it leaves for later steps. */
export function callAction(
  following: Following,
  site: Site,
  step: Step,
  { inputs, environment, trail }: { readonly inputs: Held; readonly environment: Scope; readonly trail: Trail },
): void {
  noteCheckout(step, trail);
  const { siblings, model } = following;
  if (siblings === undefined || step.uses === undefined) return;
  const named = step.uses.value.replace(/^(?:\.\/)+/, "");
  const found = localUse(model.path, step.uses.value, true, siblings);
  if (
    found === undefined ||
    trail.foreign.some((folder) => `${found.path}/`.startsWith(folder) || named.startsWith(folder))
  )
    return;
  if (found.model === undefined)
    return noteGap(following, step.uses, `no action.yml in ${found.path || "the root"}`, true);
  const call: Call = {
    callee: found.path,
    contexts: handed(inputs, "inputs", (name) => valueOf(step.with, name)?.place),
    environment: flat(environment),
    ...(site.job !== undefined && { job: site.job }),
  };
  following.calls.push(call);
  const { outputs, written } = following.enter(found.model, call);
  for (const [name, carried] of outputs) {
    if (step.id !== undefined) addHeld(trail.outputs, contextPath("steps", step.id.value, "outputs", name), carried);
  }
  for (const [name, carried] of written) write(trail, name, carried);
}

/** Notes that all later steps of the job find a variable. */
export function write(trail: Trail, name: string, carried: readonly Carried[]): void {
  const written: Contexts = new Map(trail.written);
  addHeld(written, name, carried);
  trail.written = written;
}

const valueOf = ({ entries }: Bindings, name: string): Scalar | undefined =>
  entries.find((entry) => entry.name.value === name)?.value;

/** One level of all variables that steps see, the inner one of a name alone. */
function flat(scope: Scope): Held {
  const all = new Map<string, readonly Carried[]>();
  for (const held of scope) for (const [name, carried] of held) if (!all.has(name)) all.set(name, carried);
  return all;
}

/** Notes where a checkout of another repository puts it. */
function noteCheckout({ uses, with: inputs }: Step, { foreign }: Trail): void {
  if (uses === undefined || !/checkout/i.test(uses.value)) return;
  const path = valueOf(inputs, "path")?.value.replace(/^\.\//, "") ?? "";
  const repository = valueOf(inputs, "repository")?.value ?? "";
  // The repository itself, in a folder: what is used from there is found by its end.
  if (/^(?:\$\{\{\s*github\.repository\s*\}\})?$/.test(repository.trim())) return;
  foreign.push(path === "" || path.endsWith("/") ? path : `${path}/`);
}
