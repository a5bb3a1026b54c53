import type { PipelineJob, Trigger } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { calleeOf, callsIn, closureOf, told, unnamed, valueOf } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import { namesOneOf } from "./guards.ts";
import type { JenkinsModel, Stage } from "./model.ts";
import { triggersOfStage } from "./triggers.ts";

/** Labels of Jenkins' own machine, and those that people give to machines that last. */
const OWN_MACHINE =
  /^(?:master|built-?in|controller|main)$|self[-_]?hosted|bare[-_]?metal|on[-_]?prem|(?:^|[-_])(?:shell|privileged|private|internal)(?:[-_]|$)/i;

/** The stages of a file that have steps, as jobs. */
export function jobsOf(model: JenkinsModel, triggers: readonly Trigger[]): PipelineJob[] {
  const outer = machineIn(agentsIn(model.statements));
  const isMultibranch = looksMultibranch(model);
  return model.stages
    .filter(({ isGroup }) => !isGroup)
    .map((stage): PipelineJob => {
      const agents = agentsOf(stage);
      const machine = agents === undefined ? outer : machineIn(agents);
      return {
        name: stage.name,
        place: stage.place,
        triggers: triggersOfStage(triggers, stage),
        ...(machine !== undefined && { ownMachine: machine }),
        approved: stage.isApproved,
        // A pipeline that never asks for its branch may be set up for one branch alone.
        anyBranch: isMultibranch && !stage.when.namesBranch,
      };
    });
}

/** Variables that only builds of multibranch pipelines have: `GIT_BRANCH` and a parameter `BRANCH` are in any other as well. */
const OF_MULTIBRANCH = /^(?:env\.)?(?:BRANCH_NAME|BRANCH_IS_PRIMARY|TAG_NAME|CHANGE_(?:ID|TARGET|FORK|BRANCH))$/;

/** Conditions of `when` that hold in a multibranch pipeline only. */
const CONDITION = /^(?:branch|changeRequest|tag|buildingTag)$/;

/** Whether something in the file asks what only a multibranch pipeline knows. */
function looksMultibranch({ statements }: JenkinsModel): boolean {
  const asks = callsIn(statements)
    .filter((call) => calleeOf(call) === "when")
    .flatMap((call) => callsIn(closureOf(call)?.body ?? []));
  return (
    asks.some((call) => CONDITION.test(calleeOf(call))) || statements.some((node) => namesOneOf(node, OF_MULTIBRANCH))
  );
}

interface Machine {
  readonly name: string;
  readonly place: Place;
}

/** What the stage says of its agent, or one around it; undefined where none says anything. */
function agentsOf(stage: Stage): readonly Call[] | undefined {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    const agents = agentsIn(at.body.body);
    if (agents.length > 0) return agents;
  }
  return undefined;
}

/** Calls that say where steps run, those of inner stages left out. */
const agentsIn = (nodes: readonly Node[]): Call[] =>
  callsIn(nodes, (call) => !/^(?:stage|agent)$/.test(calleeOf(call))).filter((call) =>
    /^(?:agent|node)$/.test(calleeOf(call)),
  );

function machineIn(agents: readonly Call[]): Machine | undefined {
  const labels = agents.flatMap((agent) => [
    ...(calleeOf(agent) === "node" ? unnamed(agent) : []),
    ...callsIn(closureOf(agent)?.body ?? [], (call) => calleeOf(call) !== "stage")
      .filter((call) => calleeOf(agent) === "agent" && /^(?:label|node)$/.test(calleeOf(call)))
      .flatMap((call) => [told(call, "label")]),
  ]);
  for (const label of labels) {
    const name = valueOf(label);
    if (name !== undefined && label?.kind === "text" && OWN_MACHINE.test(name))
      return { name, place: label.scalar.place };
  }
  return undefined;
}
