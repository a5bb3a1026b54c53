import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import { calleeOf, closureOf } from "../../platforms/jenkins/calls.ts";
import type { Call, Closure, Node, Text } from "../../platforms/jenkins/groovy/nodes.ts";
import type { Attempt, PipelineScene, Refusal } from "../contract.ts";
import { edit } from "../edit.ts";
import { evaluatorAt } from "../pipelines/evaluators.ts";
import { isOtherwiseSet, templateAt } from "../pipelines/literal-script.ts";
import { indexIn } from "../pipelines/script-reference.ts";
import { shellStateAt } from "../pipelines/shell-state.ts";
import { made, NO_NAME, TWO_VALUES } from "../pipelines/written-value.ts";
import { nameInScript } from "../value-name.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import type { GroovyText } from "./groovy-path.ts";

/** A value in the script of an `sh` step comes from a credential in the `environment` of the stage around it. */
export function inShellStep(
  scene: PipelineScene,
  { text, around, quote }: GroovyText,
  span: Span,
  rule: string,
): Attempt {
  const { yaml: source, flows, unique } = scene;
  const block = innermostStage(around);
  if (block === undefined)
    return { refused: "only a declarative pipeline has an `environment`; put `withCredentials` around the step" };
  if (around.at(-1)?.kind !== "call") return { refused: "the text is put together before the shell gets it" };
  if (source.text.slice(span.start, span.end).includes("\n")) return { refused: "the value takes several lines" };
  const evaluator = evaluatorAt(flows, span) ?? templateAt(scene, span);
  if (evaluator !== undefined) return { refused: `\`${evaluator.name}\` would take a variable's text for code` };
  const { value } = text.scalar;
  const [from, to] = [indexIn(text.scalar, span.start), indexIn(text.scalar, span.end)];
  const wanted = nameInScript(value.slice(0, from), rule);
  if (wanted === undefined) return NO_NAME;
  const name = unique(wanted);
  const id = name.toLowerCase().replaceAll("_", "-");
  const bound = `${name} = credentials('${id}')`;
  const isBound = source.text.slice(block.place.span.start, block.place.span.end).includes(bound);
  if (!isBound && (isBoundElsewhere(source.text, name) || isOtherwiseSet(value, name, from, value.slice(from, to))))
    return TWO_VALUES;
  const replaced = inQuotes(source, { text, quote }, span, from, name);
  if ("refused" in replaced) return replaced;
  const added = isBound ? [] : addTo(source, block, bound);
  if (added === undefined) return { refused: "the stage is not written in lines" };
  return made(name, [...added, replaced], `the credential ${id} of Jenkins, a secret text`, id);
}

/** Whether a block of the environment, or a step, gives the variable some value already. */
const isBoundElsewhere = (written: string, name: string): boolean =>
  new RegExp(String.raw`(?:^|\n)[ \t]*${name}[ \t]*=[ \t]*\S|["']${name}(?:=|["'])`).test(written);

/** The innermost stage of a declarative pipeline that holds a place, or the pipeline: what may have an `environment`. */
function innermostStage(around: readonly Node[]): Closure | undefined {
  const calls = around.filter((node): node is Call => node.kind === "call");
  if (!calls.some((call) => calleeOf(call) === "pipeline")) return undefined;
  const blocks = calls.filter((call) => /^(?:pipeline|stage)$/.test(calleeOf(call)));
  const closures = blocks.flatMap((call) => closureOf(call) ?? []);
  return closures.findLast(({ body }) => body.some((node) => isCall(node, /^(?:steps|stages|parallel|matrix)$/)));
}

const isCall = (node: Node, name: RegExp): node is Call => node.kind === "call" && name.test(calleeOf(node));

/** Below the first line of an `environment`, or in one above what the block runs. */
function addTo(source: YamlText, { body }: Closure, line: string): readonly Edit[] | undefined {
  const there = body.find((node): node is Call => isCall(node, /^environment$/));
  const [first] = (there === undefined ? undefined : closureOf(there))?.body ?? [];
  if (there !== undefined && first === undefined) return undefined;
  const below = first ?? body.find((node) => isCall(node, /^(?:steps|stages|parallel|matrix)$/));
  if (below === undefined) return undefined;
  const start = source.lineStart(below.place.span.start);
  const indent = source.text.slice(start, below.place.span.start);
  if (indent.trim() !== "") return undefined;
  if (first !== undefined) return [source.insertAt(start, 0, [indent + line])];
  const step = indent.includes("\t") ? "\t" : "  ";
  return [source.insertAt(start, 0, [`${indent}environment {`, `${indent}${step}${line}`, `${indent}}`])];
}

/** The variable as the shell's quotes take it, and Groovy's around those. */
function inQuotes(
  source: YamlText,
  { text: { scalar }, quote }: { readonly text: Text; readonly quote: string },
  { start, end }: Span,
  from: number,
  name: string,
): Edit | Refusal {
  const state = shellStateAt(scalar.value, from);
  if (state === "comment") return { refused: "it stands in a comment" };
  if (state === "quoted-heredoc") return { refused: "it stands between quotes in which no variable is read" };
  const isFilled = quote.startsWith('"');
  const variable = `${isFilled ? "\\$" : "$"}{${name}}`;
  if (state === "double" || state === "heredoc") return edit(source.unit, start, end, variable);
  const { span } = scalar.place;
  const isAtEdge = start <= span.start || end >= span.end;
  const double = isFilled && (quote === '"' || isAtEdge) ? String.raw`\"` : '"';
  const quoted = `${double}${variable}${double}`;
  if (state === "plain") return edit(source.unit, start, end, quoted);
  // Groovy's own single quotes leave the shell none but escaped ones.
  if (quote === "'") return { refused: "it stands between escaped quotes" };
  const isFirst = source.text[start - 1] === "'";
  const isLast = source.text[end] === "'";
  return edit(
    source.unit,
    start - (isFirst ? 1 : 0),
    end + (isLast ? 1 : 0),
    `${isFirst ? "" : "'"}${quoted}${isLast ? "" : "'"}`,
  );
}
