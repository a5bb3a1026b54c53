import type { Scalar } from "../document/tree.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { Binding, Step } from "./model.ts";

/** A task without its version and its publisher: `AzureCLI`, from `AzureCLI@2`. */
export const taskName = ({ kind, value }: Step): string =>
  kind === "task" ? (value.value.split("@", 1)[0] ?? "").replace(/^.*\./, "") : "";

/** What stands behind the `@`; empty where nothing does. */
export const taskVersion = ({ value }: Step): string => value.value.split("@")[1]?.trim() ?? "";

/** An input by any of its names. Azure takes no notice of case. */
export function inputOf({ inputs }: Step, ...names: readonly string[]): Binding["value"] | undefined {
  return inputs.find(({ name }) => names.includes(name.value.toLowerCase()))?.value;
}

/** Tasks that run a script which stands in an input, in small letters: the inputs, and the language where it is fixed. */
const SCRIPT_TASKS: Readonly<
  Record<string, { readonly inputs: readonly string[]; readonly language?: ScriptLanguage }>
> = {
  bash: { inputs: ["script"], language: "bash" },
  cmdline: { inputs: ["script"] },
  powershell: { inputs: ["script", "inlinescript"], language: "pwsh" },
  azurecli: { inputs: ["inlinescript"] },
  azurepowershell: { inputs: ["inline"], language: "pwsh" },
  pythonscript: { inputs: ["script"], language: "python" },
  ssh: { inputs: ["inline", "commands"], language: "bash" },
  powershellontargetmachines: { inputs: ["inlinescript"], language: "pwsh" },
  servicefabricpowershell: { inputs: ["inline"], language: "pwsh" },
};

const LANGUAGES: Readonly<Record<string, ScriptLanguage>> = { bash: "bash", ps: "pwsh", pscore: "pwsh", batch: "cmd" };

/** The script that a step runs, and its language where the step tells it. */
export function scriptOf(
  step: Step,
): { readonly script: Binding["value"]; readonly language?: ScriptLanguage } | undefined {
  switch (step.kind) {
    case "script":
      return { script: step.value };
    case "bash":
      return { script: step.value, language: "bash" };
    case "pwsh":
    case "powershell":
      return { script: step.value, language: "pwsh" };
    default:
  }
  const name = taskName(step).toLowerCase();
  const task = Object.hasOwn(SCRIPT_TASKS, name) ? SCRIPT_TASKS[name] : undefined;
  const script = task === undefined ? undefined : inputOf(step, ...task.inputs);
  if (task === undefined || script === undefined) return undefined;
  const type = inputOf(step, "scripttype")?.value.toLowerCase() ?? "";
  const language = task.language ?? (Object.hasOwn(LANGUAGES, type) ? LANGUAGES[type] : undefined);
  return { script, ...(language !== undefined && { language }) };
}

/** A task that puts a command line together from its inputs. */
interface CommandTask {
  readonly program: string;
  /** The inputs with the words, in their order; a verb is as people type it. */
  readonly words: readonly string[];
  /** Inputs whose value is put behind an option, line for line where there are several. */
  readonly options?: Readonly<Record<string, string>>;
}

const COMMAND_TASKS: Readonly<Record<string, CommandTask>> = {
  docker: { program: "docker", words: ["command", "arguments"], options: { buildarguments: "--build-arg" } },
  dockercompose: { program: "docker-compose", words: ["dockercomposecommand", "arguments"] },
  helmdeploy: { program: "helm", words: ["command", "arguments"], options: { overridevalues: "--set" } },
  kubernetes: { program: "kubectl", words: ["command", "arguments"] },
  npm: { program: "npm", words: ["command", "customcommand"] },
  maven: { program: "mvn", words: ["goals", "options"] },
  gradle: { program: "gradle", words: ["tasks", "options"] },
  dotnetcorecli: { program: "dotnet", words: ["command", "custom", "arguments"] },
  nugetcommand: { program: "nuget", words: ["command", "arguments"] },
  terraformcli: { program: "terraform", words: ["command", "commandoptions"] },
  terraformtaskv1: { program: "terraform", words: ["command", "commandoptions"] },
  terraformtaskv2: { program: "terraform", words: ["command", "commandoptions"] },
  terraformtaskv3: { program: "terraform", words: ["command", "commandoptions"] },
  terraformtaskv4: { program: "terraform", words: ["command", "commandoptions"] },
  terraformtask: { program: "terraform", words: ["command", "commandoptions"] },
  msbuild: { program: "msbuild", words: ["msbuildarguments"] },
  vsbuild: { program: "msbuild", words: ["msbuildargs"] },
  dacpac: { program: "sqlpackage", words: ["additionalarguments"] },
};

/** A word of a command line that stands in an input; an option that the task puts before a value stands where that does. */
export interface TaskWord {
  readonly text: string;
  readonly input: Scalar;
  readonly start: number;
  readonly end: number;
}

/** A command line that a task runs: one for each input with words that may hold anything. */
export interface TaskCommand {
  readonly program: string;
  readonly words: readonly TaskWord[];
  /** The input that it stands in. */
  readonly input: Scalar;
}

const WORD = /(?:"[^"]*"|'[^']*'|\$\([^)\s]*\)|\$\{\{[^\n]{0,500}?\}\}|[^\s"'])+/g;

const wordsOf = (input: Scalar): TaskWord[] =>
  Array.from(input.value.matchAll(WORD), ({ index, 0: word }) => ({
    text: word.replaceAll(/["']/g, "").replace(/^buildAndPush$/i, "build"),
    input,
    start: index,
    end: index + word.length,
  }));

const linesOf = (input: Scalar, option: string): TaskWord[] =>
  Array.from(input.value.matchAll(/\S.*/g), ({ index, 0: line }) => {
    const range = { input, start: index, end: index + line.trimEnd().length };
    return [
      { ...range, text: option, end: index },
      { ...range, text: line.trimEnd() },
    ];
  }).flat();

export function commandsOf(step: Step): TaskCommand[] {
  const name = taskName(step).toLowerCase();
  const task = Object.hasOwn(COMMAND_TASKS, name) ? COMMAND_TASKS[name] : undefined;
  if (task === undefined) return [];
  const named = (one: string): Scalar[] => inputsOf(step, one);
  const [verb = [], ...rest] = task.words.map((one) => named(one).flatMap(wordsOf));
  const free = rest.length === 0 ? [verb] : rest.map((words) => [...verb, ...words]);
  const options = Object.entries(task.options ?? {}).map(([input, option]) => [
    ...verb,
    ...named(input).flatMap((scalar) => linesOf(scalar, option)),
  ]);
  const lines = [...free, ...options].filter((words) => rest.length === 0 || words.length > verb.length);
  const whole = lines.length === 0 ? [verb] : lines;
  return whole.flatMap((words) => {
    const input = words.at(-1)?.input;
    return input === undefined ? [] : [{ program: task.program, words, input }];
  });
}

const inputsOf = ({ inputs }: Step, one: string): Scalar[] =>
  inputs.filter(({ name }) => name.value.toLowerCase() === one).map(({ value }) => value);

/** Inputs with words for the command line of what a task runs. */
export const isArguments = ({ name }: Binding): boolean =>
  /^(?:arguments|scriptarguments|args|options|commandoptions|overrideparameters|overridevalues|buildarguments|customcommand|additionalarguments|msbuildarg(?:ument)?s)$/i.test(
    name.value,
  );
