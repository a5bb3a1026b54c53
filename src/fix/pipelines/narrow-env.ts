import { asScalar, entryOf } from "../../platforms/document/access.ts";
import type { Entry, Mapping } from "../../platforms/document/tree.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { addUnder, removeWith } from "../yaml/add-entry.ts";
import { lastEntry, mapWith } from "../yaml/list-item.ts";
import type { YamlText } from "../yaml/yaml-text.ts";

/** Where the platforms keep variables, and what a reader of them is. */
const PLATFORMS: Readonly<
  Record<string, { readonly key: string; readonly reader: readonly string[]; readonly unit: string }>
> = {
  "github-actions": { key: "env", reader: ["run"], unit: "step" },
  "gitlab-ci": { key: "variables", reader: ["script", "before_script", "after_script"], unit: "job" },
};

/** Moves a secret from the environment of all to the one that reads it. */
export const narrowEnv = pipelineFix({
  rules: ["scope/secret-env-too-wide"],
  platforms: Object.keys(PLATFORMS),
  does: "Moves the variable to the step that reads it, on GitLab to the job.",
  mend,
});

function mend({ match, flows, yaml }: PipelineScene): Attempt {
  const platform = PLATFORMS[flows.platform];
  const reader = match.related?.[0]?.place;
  const frames = yaml.pathTo(match.place.span.start);
  const bound = lastEntry(frames);
  if (platform === undefined || reader === undefined || bound === undefined || reader.unit !== yaml.unit)
    return { refused: "its reader is not found" };
  const { key, reader: scripts, unit } = platform;
  const owner = mapWith(yaml.pathTo(reader.span.start), scripts);
  if (owner === undefined || !yaml.isBlock(owner))
    return { refused: `the ${unit} that reads it is not written in lines` };
  const name = bound.entry.key.value;
  if (entryOf(valueMap(owner, key), name) !== undefined)
    return { refused: `the ${unit} has a variable ${name} of its own` };
  if (isReadElsewhere(yaml, name, owner, bound.entry))
    return { refused: `\`env.${name}\` is read outside of that ${unit}, too` };
  const value = writtenValue(yaml, bound.entry);
  const script = owner.entries.find((entry) => scripts.includes(entry.key.value))?.key.value ?? "";
  const removed = removeWith(yaml, match.place.span.start, key);
  const added = value === undefined ? undefined : addUnder(yaml, owner, key, { name, value }, { above: script });
  if (removed === undefined || added === undefined) return { refused: "the variables are not written in lines" };
  return { does: `Moves ${name} to the ${unit} that reads it.`, edits: [removed, added] };
}

const valueMap = (owner: Mapping, key: string): Mapping | undefined => {
  const value = entryOf(owner, key)?.value;
  return value?.kind === "map" ? value : undefined;
};

/** Conditions read variables in expressions, which no policy counts as a reader. */
function isReadElsewhere(yaml: YamlText, name: string, owner: Mapping, bound: Entry): boolean {
  const { start, end } = owner.place.span;
  return [...yaml.text.matchAll(/\benv\.(\w+)/g)].some(
    ({ index, 1: read }) => read === name && (index < start || index >= end) && index !== bound.value.place.span.start,
  );
}

/** A value as it is written, quotes included; undefined where it takes several lines. */
function writtenValue(yaml: YamlText, { value }: Entry): string | undefined {
  const scalar = asScalar(value);
  if (scalar === undefined || scalar.style === "literal" || scalar.style === "folded") return undefined;
  const quotes = scalar.style === "plain" ? 0 : 1;
  const text = yaml.written(scalar.place.span.start - quotes, scalar.place.span.end + quotes);
  return text.includes("\n") ? undefined : text;
}
