import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { childrenOf } from "./calls.ts";
import type { Definition, Node } from "./groovy/nodes.ts";
import { parseGroovy } from "./groovy/parse-groovy.ts";
import type { JenkinsModel } from "./model.ts";
import { keptIn, librariesIn, parametersIn, triggersIn } from "./settings.ts";
import { stagesIn } from "./stages.ts";

export interface ParsedJenkins {
  readonly model?: JenkinsModel;
  readonly problems: readonly DocumentProblem[];
}

/** Faults of a file that are told one by one. */
const MOST_FAULTS = 5;

/** Parses a file of Jenkins, as far as it is Groovy; what is none is told with its place. */
export function parse(unit: Unit): ParsedJenkins {
  const { statements, faults } = parseGroovy(unit);
  const problems = faults.slice(0, MOST_FAULTS).map(({ place, message }): DocumentProblem => {
    const hint = "Mend it: Jenkins would refuse the file. What can be told apart around it is searched.";
    return { span: place.span, message, hint };
  });
  if (statements.length === 0) return { problems: problems.length > 0 ? problems : [empty(unit)] };
  const kept = keptIn(statements);
  const model: JenkinsModel = {
    kind: "jenkins",
    unit: unit.id,
    path: unit.path,
    statements,
    libraries: librariesIn(statements),
    parameters: parametersIn(statements),
    triggers: triggersIn(statements),
    stages: stagesIn(statements),
    functions: functionsIn(statements),
    ...(kept !== undefined && { kept }),
  };
  return { model, problems };
}

/** Functions of the file, those in classes left out: they are called on objects. */
function functionsIn(statements: readonly Node[]): Definition[] {
  return statements.flatMap((node) => {
    if (node.kind === "definition") return [node];
    return node.kind === "construct" && node.keyword !== "class" ? functionsIn(childrenOf(node)) : [];
  });
}

function empty({ bytes }: Unit): DocumentProblem {
  return {
    span: { start: 0, end: Math.min(1, bytes.length) },
    message: "is empty",
    hint: "Write a pipeline, or delete the file.",
    level: "note",
  };
}
