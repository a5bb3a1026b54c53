import type { Command, Reference, Sink, Unheeded } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows, type Site } from "../flow/collected.ts";
import { type Carried, everything, type Held, through } from "../flow/scope.ts";
import { languageOfPool } from "./language.ts";
import { noteLiterals } from "./literals.ts";
import type { Binding, Job, Pool, Step, TemplateCall } from "./model.ts";
import { carriedByText, holesOf, plainly, type Reach, referenceAt } from "./reach.ts";
import { readScript } from "./script-flows.ts";
import { onlyNames } from "./secret-names.ts";
import { commandsOf, inputOf, isArguments, scriptOf, taskName, taskVersion } from "./tasks.ts";
import { noteTransfer } from "./transfers.ts";

/** What a step finds around it. */
export interface Surroundings {
  readonly job: Job;
  readonly pool: Pool | undefined;
  /** Follows what a template is given into its file, where that is there. */
  readonly enter: (reach: Reach, call: TemplateCall) => void;
}

/** People call a step by what it is shown as, its name, or its task; a nameless one by its number. */
const callOfStep = (step: Step): string => {
  const shown = step.displayName?.value ?? step.name?.value;
  if (shown !== undefined) return shown;
  return step.kind === "task" ? `${step.number} (${step.value.value})` : String(step.number);
};

/** Reads one step. Gives back the secrets that it is given. */
export function readStep(outer: Reach, step: Step, { job, pool, enter }: Surroundings): readonly Carried[] {
  if (/^false$/i.test(step.enabled?.value ?? "")) return [];
  const reach: Reach = { ...outer, site: { ...outer.site, step: callOfStep(step) } };
  const { collected, site } = reach;
  if (step.call !== undefined) return readCall(reach, step.call, enter);
  noteLiterals(collected, site, step.env, "env");
  const environment = new Map([...spnEnvironment(reach, step), ...readBindings(reach, step.env, "env")]);
  const goesOn = goingOn(step.continueOnError, "step") ?? goingOn(job.continueOnError, "job");
  const run = scriptOf(step);
  const own = step.inputs.filter(({ value }) => value !== run?.script);
  noteLiterals(collected, site, own, "input");
  const inputs = readBindings(reach, own, "input");
  const given = [...everything([inputs]), ...everything([environment])];
  noteTool(reach, step, given, goesOn);
  noteTransfer(collected, site, step);
  declareFetched(reach, step);
  if (run === undefined) return given;
  const stepName = step.name?.value;
  const read = readScript(reach, {
    script: run.script,
    language: run.language ?? languageOfPool(pool, run.script.value),
    environment,
    ...(goesOn !== undefined && { goesOn }),
    ...(stepName !== undefined && { stepName, outputName: `${job.name?.value ?? ""}.${stepName}` }),
  });
  return [...given, ...read];
}

function goingOn(setting: Scalar | undefined, by: Unheeded["by"]): Unheeded | undefined {
  return setting !== undefined && /^true$/i.test(setting.value) ? { by, place: setting.place } : undefined;
}

/** What variables or inputs hold. */
export function readBindings(reach: Reach, bindings: readonly Binding[], via: Reference["via"]): Held {
  return new Map(
    bindings.map(({ name, value }) => {
      const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name.value } };
      return [name.value, through(carriedByText(bound, value, via), value.place)] as const;
    }),
  );
}

/** What a template is given goes to its file. */
export function readCall(reach: Reach, call: TemplateCall, enter: Surroundings["enter"]): readonly Carried[] {
  noteLiterals(reach.collected, reach.site, call.parameters, "input");
  const given = call.parameters.flatMap(({ name, value }) => {
    const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name.value } };
    return carriedByText(bound, value, "input");
  });
  addFlows(reach.collected, given, calleeOf(call));
  enter(reach, call);
  return given;
}

/** A template in another repository is as fixed as that repository's `ref`; the policies look that up. */
const calleeOf = ({ file }: TemplateCall): Sink => ({
  kind: "callee",
  name: file.value,
  place: file.place,
  trusted: !file.value.includes("@") || file.value.endsWith("@self"),
});

/** The credential of a service connection that a script asks for. */
function spnEnvironment(reach: Reach, step: Step): Held {
  const asked = inputOf(step, "addspntoenvironment");
  if (!/^azurecli$/i.test(taskName(step)) || asked === undefined || !/^true$/i.test(asked.value)) return new Map();
  // With workload identity federation there is a short token in place of the key: a script that takes that has no key.
  const script = scriptOf(step)?.script.value ?? "";
  const isFederated = script.includes("idToken") && !script.includes("servicePrincipalKey");
  const name = isFederated ? "idToken" : "servicePrincipalKey";
  return new Map([[name, [plainly(referenceAt(reach, name, asked.place, "env", isFederated))]]]);
}

function noteTool(reach: Reach, step: Step, given: readonly Carried[], goesOn: Unheeded | undefined): void {
  const { collected, site } = reach;
  if (step.kind !== "task") return;
  const { place } = step.value;
  const name = taskName(step);
  const more = { ...whereOf(site), ...(goesOn !== undefined && { unheeded: goesOn }) };
  const inputs = step.inputs.map((input) => ({
    name: input.name.value,
    place: input.value.place,
    ...placedText(input.value),
  }));
  collected.tools.push({ name, version: taskVersion(step), place, inputs, ...more });
  if (scriptOf(step) === undefined) {
    addFlows(collected, given, { kind: "action", name, place, pinned: /^\d/.test(taskVersion(step)) });
  }
  noteCommands(reach, step, more);
}

const whereOf = ({ job, step }: Site): Pick<Site, "job" | "step"> => ({
  ...(job !== undefined && { job }),
  ...(step !== undefined && { step }),
});

/** What stands among the arguments of a program is seen by every process of the machine. */
function noteCommands(reach: Reach, step: Step, more: Pick<Command, "job" | "step" | "unheeded">): void {
  const { collected, site } = reach;
  const commands = commandsOf(step);
  const program = commands[0]?.program ?? taskName(step);
  for (const { name, value } of step.inputs.filter(isArguments)) {
    const bound: Reach = { ...reach, site: { ...site, boundTo: name.value } };
    for (const { carried, place } of holesOf(bound, value, "input")) {
      addFlows(collected, carried, { kind: "argv", name: program, place });
    }
  }
  for (const { words, input } of commands) {
    collected.commands.push({
      name: program,
      words: words.map(({ text }) => text),
      place: input.place,
      placeOfWord: (index) => {
        const word = words[index];
        return word === undefined ? input.place : placeWithin(word.input, word.start, word.end);
      },
      ...more,
    });
  }
}

/** From here on the names that a step fetches from a vault are variables with secrets. */
function declareFetched(reach: Reach, step: Step): void {
  if (!/^azurekeyvault$/i.test(taskName(step))) return;
  const filter = inputOf(step, "secretsfilter")?.value ?? "*";
  for (const name of filter.split(",").map((one) => one.trim().toLowerCase())) {
    if (/^[\w-]+$/.test(name) && !onlyNames(name)) reach.declared.add(name);
  }
}
