import type { PipelineFlows } from "../../core/pipeline.ts";
import { joinScalars } from "../document/join-scalars.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { followRun, type ScriptBudget, scriptBudget } from "../flow/follow-run.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import type { Carried } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { languageOf } from "../script/script.ts";
import type { Binding, CodebuildModel, Phase } from "./model.ts";
import { secretUses } from "./secret-uses.ts";
import { kindsOfFile, noteTransfers } from "./transfers.ts";

const PLATFORM = "codebuild";

/** A buildspec's references, flows and literals. */
export function flows(model: CodebuildModel): PipelineFlows {
  const collected = collectNothing();
  const job = jobNameOf(model.path);
  const site: Site = { file: model.path, triggers: [], job };
  const bare: Reach = { platform: PLATFORM, collected, site, made: new Map(), scope: [], isSetElsewhere: () => false };
  noteJob(collected, model, job);
  noteLiterals(collected, model.variables, job);
  for (const { variables } of model.builds) noteLiterals(collected, variables, job);
  const held = new Map<string, readonly Carried[]>(model.variables.map(({ name }) => [name.value, []] as const));
  for (const { name, use } of secretUses(model)) held.set(name, [arriving(bare, use)]);
  for (const name of model.exported) {
    addFlows(collected, held.get(name.value) ?? [], { kind: "output", name: "exported-variables", place: name.place });
  }
  const assigned = assignedIn(model);
  // What the project itself has set, no file tells; what a command sets is the build's own.
  const isSetElsewhere = (name: string): boolean => isSecretName(name) && !assigned.has(name);
  const reach: Reach = { ...bare, scope: [held], isSetElsewhere };
  const budget = scriptBudget();
  for (const phase of model.phases) readPhase(reach, model, phase, budget);
  noteTransfers(collected, model, job);
  return { platform: PLATFORM, file: model.path, triggers: [], sharesSecrets: true, ...collected };
}

/** A buildspec is one job, called after its file: `buildspec-staging`. */
const jobNameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/i, "");

function noteJob({ jobs }: Collected, { phases, unit }: CodebuildModel, name: string): void {
  const place = phases[0]?.name.place ?? { unit, span: { start: 0, end: 0 } };
  // What starts it, and from which branches, stands in the project.
  jobs.push({ name, place, triggers: [], approved: false, anyBranch: false });
}

function noteLiterals({ literals }: Collected, variables: readonly Binding[], job: string): void {
  for (const { name, value } of variables) {
    if (value.value === "" || /\$[\w{(]/.test(value.value)) continue;
    literals.push({ name: name.value, place: value.place, ...placedText(value), via: "env", job });
  }
}

const ASSIGNED =
  /(?:^|[\s;&|(])(?:\$env:)?(?<name>[A-Za-z_]\w*)[ \t]{0,3}=|\bread[ \t]+(?:-\w+[ \t]+)*(?<read>[A-Za-z_]\w*)/gm;

/** Names that commands give a value themselves: one shell runs all phases. */
function assignedIn({ phases }: CodebuildModel): ReadonlySet<string> {
  const lines = phases.flatMap((phase) => [...phase.commands, ...phase.finally]);
  return new Set(
    lines.flatMap(({ value }) =>
      Array.from(value.matchAll(ASSIGNED), ({ groups }) => groups?.["name"] ?? groups?.["read"] ?? ""),
    ),
  );
}

function readPhase(outer: Reach, model: CodebuildModel, phase: Phase, budget: ScriptBudget): void {
  const reach: Reach = { ...outer, site: { ...outer.site, step: phase.name.value } };
  const { onFailure } = phase;
  const continues = onFailure !== undefined && /^continue$/i.test(onFailure.value);
  for (const lines of [phase.commands, phase.finally]) {
    if (lines.length === 0) continue;
    followRun(reach, budget, {
      text: joinScalars(lines),
      language: languageFor(model.shell),
      dialect: { files: new Map(), commands: [] },
      holes: [],
      carriedByHole: () => [],
      kindsOfFile: (name) => kindsOfFile(model, name),
      ...(continues && { goesOn: { by: "step", place: onFailure.place } }),
    });
  }
}

const languageFor = (shell: Scalar | undefined) =>
  (shell === undefined ? undefined : languageOf(shell.value)) ?? "bash";
