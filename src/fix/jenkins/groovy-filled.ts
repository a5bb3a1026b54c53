import type { Edit } from "../../core/finding.ts";
import { byteOffsetAt } from "../../platforms/document/tree.ts";
import { calleeOf, childrenOf, pathOf } from "../../platforms/jenkins/calls.ts";
import type { Call, Hole, Node, Text } from "../../platforms/jenkins/groovy/nodes.ts";
import type { JenkinsModel } from "../../platforms/jenkins/model.ts";
import { type Attempt, type PipelineScene, pipelineFix, type Refusal } from "../contract.ts";
import { edit } from "../edit.ts";
import { evaluatorAt } from "../pipelines/evaluators.ts";
import { type ShellState, shellStateAt } from "../pipelines/shell-state.ts";
import { type GroovyText, textAt } from "./groovy-path.ts";

/** Lets the shell read a variable that Groovy would write into its script. */
export const groovyFilled = pipelineFix<JenkinsModel>({
  rules: ["cmdline/expression-in-script", "untrusted/secret-in-injectable-step"],
  platforms: ["jenkins"],
  does: "Lets the shell of an `sh` step read the variable, and not Groovy: single quotes around the script, or `\\${NAME}` where Groovy has to fill in something else.",
  mend,
});

function mend({ match, model, flows, yaml: source }: PipelineScene<JenkinsModel>): Attempt {
  const found = textAt(model, source.text, match.place.span);
  const hole = found?.text.holes.find((one) => {
    const { start, end } = rangeOf(found.text, one);
    return start <= match.place.span.start && match.place.span.end <= end;
  });
  if (found === undefined || hole === undefined) return { refused: "a program of the script takes the text for code" };
  const refusal = refusalOf(found);
  if (refusal !== undefined) return refusal;
  const evaluator = evaluatorAt(flows, match.place.span);
  if (evaluator !== undefined)
    return { refused: `\`${evaluator.name}\` takes the text for code, whatever variable it comes in` };
  const locals = localsIn(model.statements);
  const name = variableOf(hole.node, locals);
  if (name === undefined)
    return { refused: "Groovy works the text out; bind it to a variable of the environment first, with `withEnv`" };
  if (stateAt(found.text, hole) === "quoted-heredoc")
    return { refused: "it stands between quotes in which no variable is read" };
  const does = `Lets the shell read ${name}, and not Groovy.`;
  return {
    does,
    edits:
      inSingleQuotes(source.unit, source.text, found, hole, locals) ?? everywhere(source.unit, found, name, locals),
  };
}

/** Methods that leave a text as it is, but for blanks. */
const KEEPING = /^(?:stripIndent|stripMargin|trim)$/;

/** Why a text is none that a POSIX shell gets as it is written. */
function refusalOf({ text, around, quote }: GroovyText): Refusal | undefined {
  if (!quote.startsWith('"')) return { refused: "the text is not written in double quotes" };
  const calls = around.filter((node): node is Call => node.kind === "call");
  const isKept = (call: Call): boolean =>
    call.callee.kind === "member" && call.callee.of === text && KEEPING.test(call.callee.name);
  const call = calls.findLast((one) => !isKept(one));
  const step = call === undefined ? "" : calleeOf(call);
  if (/^(?:bat|powershell|pwsh)$/.test(step)) return { refused: `\`${step}\` reads variables in another way` };
  const behind = call === undefined ? [] : around.slice(around.indexOf(call) + 1);
  if (step !== "sh" || behind.some(({ kind }) => !/^(?:list|call|member)$/.test(kind)))
    return { refused: "the text is put together before the shell gets it" };
  return undefined;
}

/** Bytes of a hole, with its dollar and brackets. */
const rangeOf = ({ scalar }: Text, { start, end }: Hole) => ({
  start: byteOffsetAt(scalar, start),
  end: byteOffsetAt(scalar, end - 1) + 1,
});

/** The variable of the environment that a hole reads; undefined where it is a variable of Groovy, or worked out. */
function variableOf(node: Node, locals: ReadonlySet<string>): string | undefined {
  const path = pathOf(node);
  const [, of = "", name = ""] = /^(env\.|params\.)?(\w+)$/.exec(path) ?? [];
  // What is in capitals and set nowhere in the file is no variable of Groovy.
  if (name === "" || (of === "" && (locals.has(name) || !/^[A-Z][A-Z0-9_]*$/.test(name)))) return undefined;
  return name;
}

/** Names that Groovy has values for, those of blocks of the environment left out. */
function localsIn(statements: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === "call" && calleeOf(node) === "environment") return;
    if (node.kind === "closure" || node.kind === "definition") for (const one of node.parameters) names.add(one);
    if (node.kind === "assignment" && node.target.kind === "name") names.add(node.target.name);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of statements) visit(node);
  return names;
}

/** Single quotes around all of it, where the shell can read all that Groovy fills in; undefined where it cannot. */
function inSingleQuotes(
  unit: string,
  written: string,
  { text, quote }: GroovyText,
  filled: Hole,
  locals: ReadonlySet<string>,
): readonly Edit[] | undefined {
  const { start, end } = text.scalar.place.span;
  if (/['\\]/.test(written.slice(start, end))) return undefined;
  const names = text.holes.map(({ node }) => variableOf(node, locals));
  if (names.includes(undefined)) return undefined;
  const single = quote.replaceAll('"', "'");
  const holes = text.holes.flatMap((hole, index) => {
    const range = rangeOf(text, hole);
    // The others may be several words of a command, as they were.
    const plain = `\${${names[index]}}`;
    const reference = hole === filled && stateAt(text, hole) === "plain" ? `"${plain}"` : plain;
    const isSame = written.slice(range.start, range.end) === reference;
    return isSame ? [] : [edit(unit, range.start, range.end, reference)];
  });
  return [edit(unit, start - quote.length, start, single), ...holes, edit(unit, end, end + quote.length, single)];
}

const stateAt = ({ scalar }: Text, { start }: Hole): ShellState => shellStateAt(scalar.value, start);

/** All holes of a text that read one variable: of several the policy tells the first. */
const everywhere = (unit: string, found: GroovyText, name: string, locals: ReadonlySet<string>): readonly Edit[] =>
  found.text.holes
    .filter((hole) => variableOf(hole.node, locals) === name && stateAt(found.text, hole) !== "quoted-heredoc")
    .flatMap((hole) => escaped(unit, found, hole, name));

/** A dollar that Groovy leaves to the shell, in quotes in which the shell reads it. */
function escaped(unit: string, { text, quote }: GroovyText, hole: Hole, name: string): readonly Edit[] {
  const { start, end } = rangeOf(text, hole);
  // Beside quotes that open or close the text, one more would be taken for theirs.
  const isAtEdge = hole.start === 0 || hole.end === text.scalar.value.length;
  const double = quote === '"' || isAtEdge ? String.raw`\"` : '"';
  const reference = `\\\${${name}}`;
  const quoted = `${double}${reference}${double}`;
  const state = stateAt(text, hole);
  if (state !== "single") return [edit(unit, start, end, state === "plain" ? quoted : reference)];
  // Quotes with nothing between them go.
  const isFirst = text.scalar.value[hole.start - 1] === "'";
  const isLast = text.scalar.value[hole.end] === "'";
  const insert = `${isFirst ? "" : "'"}${quoted}${isLast ? "" : "'"}`;
  return [edit(unit, start - (isFirst ? 1 : 0), end + (isLast ? 1 : 0), insert)];
}
