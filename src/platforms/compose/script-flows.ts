import type { PlacedText } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import { collectNothing } from "../flow/collected.ts";
import { followRun, type ScriptBudget } from "../flow/follow-run.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import type { Carried } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { argvText } from "../script/argv-text.ts";
import { languageOf, type ScriptLanguage } from "../script/script.ts";
import { asRun, holesIn } from "./interpolation.ts";
import type { Service, Words } from "./model.ts";

interface ServiceScript {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
}

/** Follows what a container runs. Gives back the secrets that it reads. */
export function readCommands(reach: Reach, { entrypoint, command }: Service, budget: ScriptBudget): readonly Carried[] {
  const texts = [entrypoint, command].flatMap((one) => one ?? []);
  // A shell as the entry point takes its text from the command.
  const together: Words = {
    words: texts.flatMap(({ words }) => words),
    isText: texts.length === 1 && texts[0]?.isText === true,
  };
  return read(reach, scriptOf(together), budget);
}

/** Follows a health check; what it shows of a container to that very container's processes is no leak. */
export function readHealthcheck(reach: Reach, { healthcheck }: Service, budget: ScriptBudget): void {
  if (healthcheck === undefined) return;
  const collected = collectNothing();
  read(
    { ...reach, collected: { ...collected, references: reach.collected.references } },
    scriptOf(healthcheck),
    budget,
  );
  const { flows, commands, scripts, unfollowed } = collected;
  reach.collected.flows.push(...flows.filter(({ sink }) => sink.kind !== "argv"));
  reach.collected.commands.push(...commands);
  reach.collected.scripts.push(...scripts);
  if (unfollowed !== undefined) reach.collected.unfollowed ??= unfollowed;
}

function read(reach: Reach, script: ServiceScript | undefined, budget: ScriptBudget): readonly Carried[] {
  if (script === undefined) return [];
  return followRun(reach, budget, {
    ...script,
    dialect: { files: new Map(), commands: [] },
    holes: holesIn(script.text.value),
    carriedByHole: (text, place) =>
      holesIn(text).flatMap(({ name }) =>
        isSecretName(name) ? [arriving(reach, { secret: name, place, via: "script" })] : [],
      ),
  });
}

/** What hands one text to a shell, and the text behind it. */
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z)?sh[ \t]+(?:-\w+[ \t]+)*-[a-z]*c[ \t]+/;

function scriptOf({ words, isText }: Words): ServiceScript | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  if (first.value === "CMD-SHELL" && second !== undefined) return { text: asRun(placedText(second)), language: "bash" };
  if (isText) return ofText(asRun(placedText(first)));
  const rest = /^(?:CMD|NONE)$/.test(first.value) ? words.slice(1) : words;
  const at = rest.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const language = languageOf(rest[0]?.value ?? "");
  const inner = at > 0 ? rest[at + 1] : undefined;
  if (language !== undefined && inner !== undefined) return { text: asRun(placedText(inner)), language };
  return rest.length === 0
    ? undefined
    : { text: argvText(rest.map((word) => asRun(placedText(word)))), language: "bash" };
}

function ofText(text: PlacedText): ServiceScript {
  const shell = SHELL.exec(text.value)?.[0].length;
  if (shell === undefined) return { text, language: "bash" };
  const quote = text.value[shell];
  const end = text.value.trimEnd().length;
  const isQuoted = (quote === '"' || quote === "'") && text.value[end - 1] === quote && end - 1 > shell;
  const [from, to] = isQuoted ? [shell + 1, end - 1] : [shell, end];
  const placeOf: PlacedText["placeOf"] = (start, stop) => text.placeOf(from + start, from + stop);
  return { text: { value: text.value.slice(from, to), placeOf }, language: "bash" };
}
