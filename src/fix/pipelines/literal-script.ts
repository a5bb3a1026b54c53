import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { entryOf } from "../../platforms/document/access.ts";
import type { Mapping, Scalar } from "../../platforms/document/tree.ts";
import type { Attempt, PipelineScene, Refusal } from "../contract.ts";
import { edit } from "../edit.ts";
import { nameInScript } from "../value-name.ts";
import { entryWith } from "../yaml/list-item.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import { evaluatorAt } from "./evaluators.ts";
import { BINDINGS, type Binding } from "./script-bindings.ts";
import { scriptHost } from "./script-host.ts";
import { assignments, indexIn, inShell } from "./script-reference.ts";
import { shellStateAt } from "./shell-state.ts";
import { made, NO_NAME, TWO_VALUES } from "./written-value.ts";

/** A value that a script has written out comes as a variable of its step. Undefined where the place is in no script. */
export function onScript(scene: PipelineScene, { start, end }: Span, rule: string): Attempt | undefined {
  const { yaml, flows, unique } = scene;
  const binding = BINDINGS[flows.platform];
  const found = binding && scriptAt(yaml, binding, start);
  if (binding === undefined || found === undefined) return undefined;
  const { script, owner, key } = found;
  if (entryOf(yaml.root, "runs") !== undefined && flows.platform === "github-actions")
    return { refused: "an action has no secrets of its own; make it an input, and let the workflow hand it over" };
  if (yaml.text.slice(start, end).includes("\n")) return { refused: "the value takes several lines" };
  const shell = shellOf(scene, script, start);
  if (typeof shell !== "string") return shell;
  const evaluator = evaluatorAt(flows, { start, end }) ?? templateAt(scene, { start, end });
  if (evaluator !== undefined) return { refused: `\`${evaluator.name}\` would take a variable's text for code` };
  const [from, to] = [indexIn(script, start), indexIn(script, end)];
  const before = script.value.slice(0, from);
  const value = script.value.slice(from, to);
  const wanted = nameInScript(before, rule)?.replace(/^GITHUB_/, "GH_");
  if (wanted === undefined) return NO_NAME;
  const name = unique(wanted);
  const bound = binding.variables === undefined ? undefined : entryOf(entryOf(owner, binding.variables)?.value, name);
  if (bound === undefined && isOtherwiseUsed(yaml, binding, script.value, name, from, value)) return TWO_VALUES;
  const replaced =
    shell === "posix"
      ? inPosix(yaml, script, { start, end, from }, name, binding.dollar)
      : inQuotesOfPowershell(yaml, script, { start, end, from, to }, name);
  if ("refused" in replaced) return replaced;
  const edits = bound === undefined ? binding.bind({ yaml, owner, key }, name) : [];
  if ("refused" in edits) return edits;
  return made(name, [...edits, ...replaced.edits], binding.where, binding.secretOf(name));
}

interface FoundScript {
  readonly script: Scalar;
  readonly owner: Mapping;
  readonly key: string;
}

/** The script around a place: a text, or an item of a list of them, right behind one of the platform's keys. */
function scriptAt(yaml: YamlText, { keys }: Binding, offset: number): FoundScript | undefined {
  const frames = yaml.pathTo(offset);
  const frame = entryWith(frames, keys);
  const last = frames.at(-1);
  if (frame === undefined || last === undefined || !yaml.isAtHome(frame.map)) return undefined;
  const behind = frames.slice(frames.indexOf(frame) + 1);
  if (frame.isKey || behind.some((one) => "map" in one)) return undefined;
  const node = "map" in last ? last.entry.value : last.item;
  return node.kind === "scalar" ? { script: node, owner: frame.map, key: frame.entry.key.value } : undefined;
}

const WINDOWS = /\bwindows\b|\bwin\/|powershell|\bpwsh\b|\bcmd(?:\.exe)?\b|servercore|nanoserver/i;

/** The shell that reads a script; a refusal where that is not known. */
function shellOf({ yaml, flows }: PipelineScene, script: Scalar, offset: number) {
  const unknown = {
    refused: "which shell reads the script is not known, or it puts variables into a line before it reads that",
  };
  if (script.value.startsWith("#!") && !/^#!\s*(?:\/usr)?\/bin\/(?:env\s+)?(?:ba|da|z)?sh\b/.test(script.value))
    return { refused: "the script is none of a shell" };
  if (flows.platform === "github-actions" || flows.platform === "azure-pipelines") {
    const shell = scriptHost(yaml, flows.platform, offset)?.shell;
    return shell === undefined || shell === "unknown" ? unknown : shell;
  }
  return WINDOWS.test(yaml.text) ? unknown : "posix";
}

/** A command whose argument is a program in a language of its own, of which a value becomes a part. */
export const templateAt = ({ flows }: PipelineScene, { start, end }: Span) =>
  flows.commands.find(
    ({ name, place }) =>
      /^(?:awk|gawk|jq|mawk|sed|yq)$/.test(name) && place.span.start <= start && end <= place.span.end,
  );

/** Whether a name means something else in the script, or in the file where a variable of it would hide the secret. */
function isOtherwiseUsed(
  yaml: YamlText,
  { variables }: Binding,
  script: string,
  name: string,
  from: number,
  value: string,
): boolean {
  if (isOtherwiseSet(script, name, from, value)) return true;
  return (
    variables === undefined && new RegExp(String.raw`^[ \t]*(?:-[ \t]+)?["']?${name}["']?[ \t]*:`, "m").test(yaml.text)
  );
}

/** Whether a script gives a variable another value, or reads one that it does not set to this value itself. */
export function isOtherwiseSet(script: string, name: string, from: number, value: string): boolean {
  if (assignments(script, name).some((at) => !script.slice(at).replace(/^["']/, "").startsWith(value))) return true;
  const isItsOwn = new RegExp(String.raw`(?:^|[^\w$])(?:\$env:)?${name}\s?=\s?["']?$`).test(script.slice(0, from));
  return !isItsOwn && new RegExp(String.raw`\$\{?(?:env:)?${name}\b`).test(script);
}

type Replaced = { readonly edits: readonly Edit[] } | Refusal;

function inPosix(
  yaml: YamlText,
  script: Scalar,
  { start, end, from }: { readonly start: number; readonly end: number; readonly from: number },
  name: string,
  dollar: string,
): Replaced {
  const state = shellStateAt(script.value, from);
  if (state === "comment") return { refused: "it stands in a comment" };
  const insert = inShell(script, from, name, dollar);
  if (insert === undefined) return { refused: "it stands between quotes in which no variable is read" };
  if (script.style === "plain" && from === 0) return { refused: "the script begins with it" };
  // Quotes with nothing between them go.
  const single = script.style === "single" ? "''" : "'";
  const isSingle = state === "single";
  const isFirst = isSingle && yaml.text.slice(start - single.length, start) === single;
  const isLast = isSingle && yaml.text.slice(end, end + single.length) === single;
  const inner = insert.slice(isFirst ? single.length : 0, isLast ? -single.length : undefined);
  const [opening, closing] = [isFirst ? single.length : 0, isLast ? single.length : 0];
  return { edits: [edit(yaml.unit, start - opening, end + closing, inner)] };
}

/** PowerShell reads a variable in double quotes, and alone; what else it makes of one depends on what stands around it. */
function inQuotesOfPowershell(
  yaml: YamlText,
  script: Scalar,
  {
    start,
    end,
    from,
    to,
  }: { readonly start: number; readonly end: number; readonly from: number; readonly to: number },
  name: string,
): Replaced {
  const no = { refused: "PowerShell may read a variable otherwise there; put the value in double quotes first" };
  const line = script.value.slice(script.value.lastIndexOf("\n", from - 1) + 1, from);
  if (/@["']|["']@/.test(script.value) || line.includes("`") || line.includes("#")) return no;
  const outside = line.replace(/"[^"]*"|'[^']*'/g, "");
  const [before, after] = [script.value[from - 1] ?? " ", script.value[to] ?? " "];
  const isAll = /^["']$/.test(before) && before === after;
  if (isAll && script.style !== "double" && script.style !== "single")
    return { edits: [edit(yaml.unit, start - 1, end + 1, `"$($env:${name})"`)] };
  if (outside.includes('"')) return { edits: [edit(yaml.unit, start, end, `$($env:${name})`)] };
  if (outside.includes("'") || !/\s/.test(before) || !/\s/.test(after)) return no;
  return { edits: [edit(yaml.unit, start, end, `$env:${name}`)] };
}
