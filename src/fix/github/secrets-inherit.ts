import type { Edit } from "../../core/finding.ts";
import { asMapping, entryOf, isNull, scalarsIn } from "../../platforms/document/access.ts";
import { readExpressions } from "../../platforms/github-actions/expression.ts";
import { localUse } from "../../platforms/github-actions/local-uses.ts";
import type { GithubActionsModel, Job, Workflow } from "../../platforms/github-actions/model.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { lastEntry } from "../yaml/list-item.ts";
import type { YamlText } from "../yaml/yaml-text.ts";

type Scene = PipelineScene<GithubActionsModel>;

/** Names the secrets that a called workflow gets, in place of handing all of them over. */
export const secretsInherit = pipelineFix<GithubActionsModel>({
  rules: ["scope/secrets-inherit"],
  platforms: ["github-actions"],
  does: "Names the secrets that the called workflow of the repository uses, and declares those there that it did not.",
  mend(scene) {
    const { model, match, siblings, yaml } = scene;
    const job =
      model.kind === "workflow"
        ? model.jobs.find((one) => one.inheritsSecrets?.place.span.start === match.place.span.start)
        : undefined;
    if (model.kind !== "workflow" || job?.uses === undefined) return { refused: "its job is not found" };
    const called = localUse(yaml.unit, job.uses.value, false, siblings)?.model;
    if (called?.kind !== "workflow")
      return {
        refused: `what ${job.uses.value} takes cannot be read here; name the secrets that its documentation asks for`,
      };
    return spelledOut(scene, job, called);
  },
});

function spelledOut({ yaml, match, repository }: Scene, { uses }: Job, called: Workflow): Attempt {
  const other = repository.yaml(called.path);
  const used = other === undefined ? undefined : secretsUsedIn(other);
  if (other === undefined || used === undefined)
    return { refused: `${called.path} does not say by name which secrets it uses` };
  if (called.jobs.some((job) => job.inheritsSecrets !== undefined))
    return { refused: `${called.path} hands every secret on in its turn; that comes first` };
  const declared = called.on.flatMap(({ name, secrets }) => (name.value === "workflow_call" ? secrets : []));
  const names = new Map([...declared.map(({ name }) => name.value), ...used].map((name) => [name.toUpperCase(), name]));
  const undeclared = [...used].filter(
    (name) => !declared.some((one) => one.name.value.toUpperCase() === name.toUpperCase()),
  );
  const declarations = undeclared.length === 0 ? [] : declare(other, undeclared);
  const passed = pass(yaml, match.place.span.start, [...names.values()].sort());
  if (declarations === undefined || passed === undefined)
    return { refused: `the secrets of ${uses?.value ?? "the workflow"} are not declared in lines` };
  const count = names.size === 0 ? "no secret" : [...names.values()].sort().join(", ");
  return { does: `Hands ${count} to ${called.path}, and no other.`, edits: [passed, ...declarations] };
}

/** Names of secrets in a workflow's expressions, the job's token left out; undefined where one is worked out. */
function secretsUsedIn(yaml: YamlText): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { value } of scalarsIn(yaml.root)) {
    for (const { context, keys, computed } of readExpressions(value).flatMap(({ accesses }) => accesses)) {
      if (context !== "secrets") continue;
      const [name] = keys;
      if (name === undefined || computed || name === "*") return undefined;
      if (name.toUpperCase() !== "GITHUB_TOKEN") names.add(name);
    }
  }
  return names;
}

/** `secrets: inherit` with names in its place; the whole line goes where there are none. */
function pass(yaml: YamlText, offset: number, names: readonly string[]): Edit | undefined {
  const frame = lastEntry(yaml.pathTo(offset));
  if (frame === undefined || !yaml.isBlock(frame.map)) return undefined;
  const { map, entry } = frame;
  if (names.length === 0) return yaml.removeEntry(map, entry);
  const indent = " ".repeat(yaml.indentOf(map) + yaml.step);
  const lines = names.map((name) => `${yaml.newline}${indent}${name}: \${{ secrets.${name} }}`);
  return edit(yaml.unit, entry.key.place.span.end, entry.value.place.span.end, `:${lines.join("")}`);
}

/** Declares secrets of a workflow that is called; undefined where `on` is written in another way. */
function declare(yaml: YamlText, names: readonly string[]): Edit[] | undefined {
  const on = asMapping(entryOf(yaml.root, "on")?.value);
  const call = entryOf(on, "workflow_call");
  if (on === undefined || call === undefined || !yaml.isBlock(on)) return undefined;
  const step = " ".repeat(yaml.step);
  const lines = names.toSorted().flatMap((name) => [`${name}:`, `${step}required: false`]);
  const under = lines.map((line) => step + line);
  const column = yaml.indentOf(on) + yaml.step;
  if (call.value.kind === "scalar")
    return isNull(call.value) ? [yaml.insertBelow(call, column, ["secrets:", ...under])] : undefined;
  if (call.value.kind !== "map" || !yaml.isBlock(call.value)) return undefined;
  const secrets = entryOf(call.value, "secrets");
  const last = secrets === undefined ? call.value.entries.at(-1) : asMapping(secrets.value)?.entries.at(-1);
  if (last === undefined) return undefined;
  if (secrets === undefined) return [yaml.insertBelow(last, yaml.indentOf(call.value), ["secrets:", ...under])];
  const map = asMapping(secrets.value);
  return map === undefined || !yaml.isBlock(map) ? undefined : [yaml.insertBelow(last, yaml.indentOf(map), lines)];
}
