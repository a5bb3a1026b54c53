import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { type Replacement, rewriteText } from "../document/rewrite-text.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import { argvText } from "../script/argv-text.ts";
import { startsTraced } from "../script/read-traces.ts";
import { languageOf, type ScriptLanguage } from "../script/script.ts";
import { readShebang } from "../script/shebang.ts";
import { type Frame, filledIn } from "./frames.ts";
import type { Step } from "./model.ts";

/** What a container runs, as one shell or interpreter would read it. */
export interface StepScript {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
  /** Where its first line switches the trace on. */
  readonly traced?: Place;
}

/** Files that become results, which everybody may read who may see the run. */
export const RESULT = /^["']?\/tekton\/(?:results|steps\/[^\/]+\/results)\//;

/** The result of its task that a file becomes; undefined where it becomes none. */
export const resultOf = (file: string): string | undefined =>
  /^["']?\/tekton\/results\/(?<name>[\w.-]+)["']?$/.exec(file)?.groups?.["name"];

/** The result of its own step that a file becomes. */
export const stepResultOf = (file: string): string | undefined =>
  /^["']?\/tekton\/steps\/own\/results\/(?<name>[\w.-]+)["']?$/.exec(file)?.groups?.["name"];

/** Paths that Tekton fills in, as they are in a container: a shell has to know them for files. */
const PATH =
  /\$\((?<step>step\.)?(?:results\.(?<result>[\w-]+)\.path|results\[["'](?<quoted>[^"']+)["']\]\.path|workspaces\.(?<workspace>[\w-]+)\.path)\)/g;

function withPaths(text: PlacedText): PlacedText {
  const replacements = Array.from(text.value.matchAll(PATH), ({ index, 0: written, groups }): Replacement => {
    const { step, result, quoted, workspace } = groups ?? {};
    const folder = step === undefined ? "/tekton/results" : "/tekton/steps/own/results";
    const by = workspace === undefined ? `${folder}/${result ?? quoted}` : `/workspace/${workspace}`;
    return { start: index, end: index + written.length, by };
  });
  return rewriteText(text, replacements);
}

/** The script of a step; undefined where it has none, or is written in a language that is not read. */
export function scriptOf({ script, command, args, image }: Step, frame: Frame): StepScript | undefined {
  if (script !== undefined) return ofScript(script);
  const words = [...command, ...args];
  const at = words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
  const shell = languageOf(command[0]?.value ?? args[0]?.value ?? "");
  const inner = at > 0 ? words[at + 1] : undefined;
  if (shell !== undefined && inner !== undefined) return { text: withPaths(placedText(inner)), language: shell };
  if (words.length === 0) return undefined;
  const program = command.length > 0 || image === undefined ? [] : [entrypointOf(image, frame)];
  return { text: argvText([...program, ...words.map(argument)]), language: "bash" };
}

function ofScript(script: Scalar): StepScript | undefined {
  const text = withPaths(placedText(script));
  const shebang = readShebang(script.value);
  if (shebang === undefined) return { text, language: "bash" };
  if (shebang.language === undefined) return undefined;
  const traced = startsTraced(shebang.command) ? text.placeOf(0, shebang.end) : undefined;
  return { text, language: shebang.language, ...(traced !== undefined && { traced }) };
}

/** An image is called after the program that it starts. */
function entrypointOf(image: Scalar, frame: Frame): PlacedText {
  const name = filledIn(image.value, frame)
    .replace(/[@:][^\/]*$/, "")
    .replace(/^.*\//, "");
  return { value: name.replaceAll(/[^\w.-]/g, "") || "run", placeOf: () => image.place };
}

const VARIABLE = /\$\((?<name>[A-Za-z_]\w*)\)/g;

/** An argument, with the variables that Kubernetes fills in as a shell would write them. */
function argument(word: Scalar): PlacedText {
  const text = withPaths(placedText(word));
  const replacements = Array.from(
    text.value.matchAll(VARIABLE),
    ({ index, 0: written, groups }): Replacement => ({
      start: index,
      end: index + written.length,
      by: `\${${groups?.["name"]}}`,
    }),
  );
  return rewriteText(text, replacements);
}
