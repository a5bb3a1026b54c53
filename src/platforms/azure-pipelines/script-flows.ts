import type { Unheeded } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { atSink } from "../flow/at-sink.ts";
import { addFlows } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everything, type Held, lookUp, through } from "../flow/scope.ts";
import { followScript } from "../script/read-script.ts";
import type { RunnerDialect, ScriptLanguage, ScriptSink, ScriptUse } from "../script/script.ts";
import { type Hole, holesIn } from "./holes.ts";
import { carriedByHole, isKnown, type Reach } from "./reach.ts";
import { looksLikeVariable, mayBeSecret } from "./secret-names.ts";
import { type SetVariable, setVariablesIn } from "./set-variable.ts";

const SET_VARIABLE = "##vso[task.setvariable";

/** Lines that the agent takes as commands. What it prints of others is masked, or not, like any line. */
const RUNNER: RunnerDialect = {
  files: new Map(),
  commands: [
    { prefix: "##vso[task.setsecret", effect: "mask" },
    { prefix: SET_VARIABLE, effect: "output" },
  ],
};

/** Longer than any script that an agent takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** How a script is run. */
export interface Run {
  readonly script: Scalar;
  readonly language: ScriptLanguage;
  /** The variables that the step maps: secrets are in no script's environment by themselves. */
  readonly environment: Held;
  readonly goesOn?: Unheeded;
  /** Names under which later jobs find the step's outputs: `job.step`. */
  readonly outputName?: string;
  readonly stepName?: string;
}

/** Follows a script. Gives back the secrets that it reads. */
export function readScript(reach: Reach, run: Run): readonly Carried[] {
  const { script, language, environment } = run;
  const { collected, site } = reach;
  const text = script.value;
  if (text.length > MAX_SCRIPT) {
    collected.unfollowed ??= script.place;
    return [];
  }
  const holes = holesIn(text).filter((hole) => isFilledIn(reach, hole));
  const filled = holes.map((hole) => carriedByHole(reach, script, hole, "script"));
  const scope = [environment];
  const carriedBy = ({ origin, name }: ScriptUse): readonly Carried[] =>
    origin === "hole" ? (filled[Number(name)] ?? []) : variable(scope, name, language);
  const followed = followScript({ text, language, holes }, RUNNER);
  const settings = setVariablesIn(text);
  for (const found of followed.sinks) {
    const arrived = carriedBy(found.use).map((secret) => atSink(placedText(script), found, secret));
    if (arrived.length > 0) handOver(reach, run, found, arrived, settings);
  }
  // A variable that is set as a secret is one, wherever its value came from.
  for (const { name, isSecret } of settings) if (isSecret) reach.declared.add(name.toLowerCase());
  noteScript(collected, site, {
    text: placedText(script),
    followed,
    environment: [...everything(scope)],
    carriedBy,
    mayHold: (word) => mayBeSecret(word) || holdsUnder(environment, word),
    ...(run.goesOn !== undefined && { goesOn: run.goesOn }),
  });
  return [...filled.flat(), ...everything(scope)];
}

/** `$(name)` is a command of the shell where no variable has that name. */
function isFilledIn(reach: Reach, { form, name }: Hole): boolean {
  if (form === "runtime") return false;
  return name === undefined || isKnown(reach, name) || looksLikeVariable(name);
}

/** Windows takes no notice of case in the names of variables. */
function variable(scope: readonly Held[], name: string, language: ScriptLanguage): readonly Carried[] {
  if (language === "bash" || language === "python" || language === "node") return lookUp(scope, name);
  const key = name.toLowerCase();
  return scope.flatMap((held) => [...held].flatMap(([one, carried]) => (one.toLowerCase() === key ? carried : [])));
}

function handOver(
  reach: Reach,
  run: Run,
  { kind, name, use }: ScriptSink,
  arrived: readonly Carried[],
  settings: readonly SetVariable[],
): void {
  const place = placeWithin(run.script, use.start, use.end);
  const setting = settings.findLast(({ start }) => start <= use.start);
  if (kind !== "output" || setting === undefined) {
    return addFlows(reach.collected, arrived, { kind, name, place });
  }
  const set = arrived.map((secret) => ({ ...secret, masked: secret.masked || setting.isSecret }));
  // A secret variable is masked, and in no script's environment by itself: nothing leaves the job through it.
  if (!setting.isSecret) addFlows(reach.collected, set, { kind: "output", name: setting.name, place });
  const inside = through(set, place);
  const { outputName, stepName } = run;
  reach.set.set(setting.name.toLowerCase(), inside);
  if (!setting.isOutput) return;
  if (stepName !== undefined) reach.set.set(`${stepName}.${setting.name}`.toLowerCase(), inside);
  if (outputName !== undefined) reach.outputs.set(`${outputName}.${setting.name}`.toLowerCase(), inside);
}

/** Whether a variable with the word in its name holds a secret. */
function holdsUnder(held: Held, word: string): boolean {
  const part = word.toLowerCase();
  return [...held].some(([name, { length }]) => length > 0 && name.toLowerCase().includes(part));
}
