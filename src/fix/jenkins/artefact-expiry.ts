import type { Edit } from "../../core/finding.ts";
import { calleeOf, closureOf } from "../../platforms/jenkins/calls.ts";
import type { Call, Closure, Node } from "../../platforms/jenkins/groovy/nodes.ts";
import type { JenkinsModel } from "../../platforms/jenkins/model.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import type { YamlText } from "../yaml/yaml-text.ts";

const KEPT = "buildDiscarder(logRotator(artifactDaysToKeepStr: '7'))";

/** Says in a declarative pipeline's `options` how long artefacts are kept. */
export const jenkinsArtefactExpiry = pipelineFix<JenkinsModel>({
  rules: ["artefact/artefact-no-expiry"],
  platforms: ["jenkins"],
  does: `Adds \`${KEPT}\` to the \`options\` of a declarative pipeline.`,
  mend,
});

function mend({ model, yaml: source }: PipelineScene<JenkinsModel>): Attempt {
  if (model.kept !== undefined)
    return { refused: "the file says already how builds are kept; add `artifactDaysToKeepStr` there" };
  const pipeline = closureIn(callNamed(model.statements, "pipeline"));
  if (pipeline === undefined)
    return { refused: "only a declarative pipeline has `options`; a scripted one takes the step `properties`" };
  const options = closureIn(callNamed(pipeline.body, "options"));
  const edited = options === undefined ? addOptions(source, pipeline) : addOption(source, options);
  return edited === undefined
    ? { refused: "the pipeline is not written in lines" }
    : { does: "Lets the artefacts go after a week.", edits: [edited] };
}

const closureIn = (call: Call | undefined): Closure | undefined => (call === undefined ? undefined : closureOf(call));

const callNamed = (nodes: readonly Node[], name: string): Call | undefined =>
  nodes.find((node): node is Call => node.kind === "call" && calleeOf(node) === name);

/** Below the first option, at its column, where it has a line of its own. */
function addOption(source: YamlText, { body }: Closure): Edit | undefined {
  const [first] = body;
  if (first === undefined) return undefined;
  const { start } = first.place.span;
  const line = source.lineStart(start);
  const indent = source.text.slice(line, start);
  return indent.trim() === "" ? source.insertAt(line, 0, [indent + KEPT]) : undefined;
}

/** Below the agent, at its column. */
function addOptions(source: YamlText, { body }: Closure): Edit | undefined {
  const agent = callNamed(body, "agent");
  if (agent === undefined) return undefined;
  const { start, end } = agent.place.span;
  const indent = source.text.slice(source.lineStart(start), start);
  const next = source.nextLine(end);
  if (indent.trim() !== "" || !/^[ \t]*(?:\/\/.*)?\r?\n$/.test(source.text.slice(end, next))) return undefined;
  const step = indent.includes("\t") ? "\t" : indent === "" ? "  " : indent;
  return source.insertAt(next, 0, [`${indent}options {`, `${indent}${step}${KEPT}`, `${indent}}`]);
}
