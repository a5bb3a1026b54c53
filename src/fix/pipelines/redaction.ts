import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { removeWith } from "../yaml/add-entry.ts";

/** Lets the agent hide secrets in the log again. */
export const redaction = pipelineFix({
  rules: ["logs/buildkite-redaction-off"],
  platforms: ["buildkite"],
  does: "Takes the switch, or the variable, away.",
  mend,
});

function mend({ match, yaml }: PipelineScene): Attempt {
  const { start, end } = match.place.span;
  const does = "Lets the agent hide the value in the log.";
  if (yaml.text.startsWith("-", start)) {
    const before = /[ \t]+$/.exec(yaml.text.slice(yaml.lineStart(start), start));
    const empty = /^[ \t]+(?:""|'')/.exec(yaml.text.slice(end));
    if (before === null) return { refused: "the switch is the first word of its line" };
    return { does, edits: [edit(yaml.unit, start - before[0].length, end + (empty?.[0].length ?? 0), "")] };
  }
  const removed = removeWith(yaml, start, "env");
  return removed === undefined
    ? { refused: "the variable is not an entry of `env` of its own" }
    : { does, edits: [removed] };
}
