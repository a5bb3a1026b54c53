import type { Span } from "../../core/span.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { envName } from "../env-name.ts";
import { addUnder } from "../yaml/add-entry.ts";
import { evaluatorAt } from "./evaluators.ts";
import { type ScriptHost, scriptHost } from "./script-host.ts";
import { assignments, bindingOf, indexIn, inPowershell, inShell } from "./script-reference.ts";
import { shellStateAt } from "./shell-state.ts";

/** Hands a text that the platform fills into a script to it as a variable, which no shell takes for code. */
export const scriptExpression = pipelineFix({
  rules: ["cmdline/expression-in-script", "untrusted/secret-in-injectable-step"],
  platforms: ["azure-pipelines", "circleci", "github-actions"],
  does: "Hands the text over in the step's environment, and puts the variable where the expression stood.",
  mend,
});

const HOLE = /^(?:\$\{\{\s*(?<github>[^}]*?)\s*\}\}|<<\s*(?<circle>[\w.]+)\s*>>|\$\((?<azure>[A-Za-z_][\w.-]*)\))$/;

function mend({ match, yaml, flows }: PipelineScene): Attempt {
  const { start, end } = expressionAround(yaml.text, match.place.span);
  const written = yaml.written(start, end);
  const { github, circle, azure } = HOLE.exec(written)?.groups ?? {};
  const path = github ?? circle ?? azure;
  if (path === undefined)
    return { refused: "a program of the script takes the text for code, whatever variable it comes in" };
  if (!/^[\w.-]+$/.test(path))
    return { refused: "the expression works its text out; hand it over in a variable by hand" };
  const host = scriptHost(yaml, flows.platform, start);
  if (host === undefined) return { refused: "the step has no place for variables of its own" };
  if (host.shell === "unknown") return { refused: "which shell reads the script is not known" };
  const evaluator = evaluatorAt(flows, { start, end });
  if (evaluator !== undefined)
    return { refused: `\`${evaluator.name}\` takes the text for code, whatever variable it comes in` };
  const index = indexIn(host.script, start);
  const name = variableFor(path, host, written, index);
  if (name === undefined) return { refused: "no name for a variable follows from the expression" };
  if (host.script.value.trim() === written) return { refused: "the text is all of the script, and meant to be run" };
  const isQuoted = host.script.style !== "single" && yaml.text[start - 1] === "'" && yaml.text[end] === "'";
  const isAllQuoted = isQuoted && host.shell === "posix" && shellStateAt(host.script.value, index - 1) === "plain";
  const insert =
    host.shell === "posix"
      ? inShell(host.script, isAllQuoted ? index - 1 : index, name)
      : inPowershell(host.script, index, name);
  if (insert === undefined) return { refused: "it stands between quotes in which no variable is read" };
  const replaced = isAllQuoted ? edit(yaml.unit, start - 1, end + 1, insert) : edit(yaml.unit, start, end, insert);
  if (bindingOf(host, name) !== undefined)
    return { does: `Takes ${path} from the variable ${name}.`, edits: [replaced] };
  const beside = flows.platform === "circleci" ? { below: host.scriptKey } : { above: host.scriptKey };
  const added = addUnder(yaml, host.owner, host.variablesKey, { name, value: written }, beside);
  if (added === undefined) return { refused: "the step is not written in lines" };
  return { does: `Hands ${path} to the script as the variable ${name}.`, edits: [added, replaced] };
}

/** The whole of an expression that a place is a part of. */
function expressionAround(text: string, { start, end }: Span): Span {
  for (const [opening, closing] of [
    ["${{", "}}"],
    ["<<", ">>"],
  ] as const) {
    const from = text.lastIndexOf(opening, start);
    const to = text.indexOf(closing, Math.max(end - closing.length, start));
    const inner = from === -1 || to === -1 ? "\n" : text.slice(from + opening.length, to);
    if (!inner.includes("\n") && !inner.includes(closing)) return { start: from, end: to + closing.length };
  }
  return { start, end };
}

/** `github.event.issue.title` is ISSUE_TITLE, `secrets.NPM_TOKEN` is NPM_TOKEN; a variable that has the text already serves. */
function variableFor(path: string, host: ScriptHost, written: string, index: number): string | undefined {
  const parts = path
    .replace(/^(?:github\.event|github|inputs|secrets|vars|matrix|env|pipeline\.parameters|parameters|pipeline)\./i, "")
    .replace(/^(?:steps|needs)\.([\w-]+)\.outputs\./i, "")
    .split(".")
    .filter((part) => !/^\d+$/.test(part));
  const name = envName(parts.slice(-2).join("_")) ?? envName(`${parts.join("_")}_VALUE`);
  if (name === undefined) return undefined;
  for (const candidate of [name, `${name}_TEXT`]) {
    const bound = bindingOf(host, candidate);
    if (bound === undefined || bound.replace(/\s/g, "") === written.replace(/\s/g, "")) {
      // A variable of the script's own by that name would be another one, unless it takes just this text.
      const script = host.script.value;
      const isOwn = assignments(script, candidate).some((end) => !/^["']?$/.test(script.slice(end, index)));
      if (bound !== undefined || !isOwn) return candidate;
    }
  }
  return undefined;
}
