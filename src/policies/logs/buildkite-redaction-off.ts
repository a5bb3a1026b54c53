import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Binding, BuildkiteModel } from "../../platforms/buildkite/model.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** Secrets that Buildkite's agent is told not to hide in the log. */
export const buildkiteRedactionOff = definePolicy({
  meta: {
    id: "logs/buildkite-redaction-off",
    title: "Redaction of secrets switched off",
    why: "The agent hides in the log what it fetched from the cluster's secrets, and variables whose names match `redacted-vars`. With `--skip-redaction` or an empty list it does not: an echo, a trace or an error message then shows the value to all who may see the build, for as long as the log is kept.",
    fix: "Leave the switch out. A secret that a program has to get on its standard output is redacted in the log only, never in what is piped or assigned. Replace the secrets that earlier logs show.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://buildkite.com/docs/agent/cli/reference/secret",
      "https://buildkite.com/docs/agent/cli/reference/redactor",
    ],
    practices: ["P13"],
    cwe: [532],
  },
  platforms: ["buildkite"],
  check({ model, flows }) {
    return onePerPlace([...inCommands(flows), ...inVariables(model)]);
  },
});

/** In place of `--skip-redaction`, for all fetches of a job. */
const SKIPS = "BUILDKITE_AGENT_SECRET_GET_SKIP_SECRET_REDACTION";
const LIST = "BUILDKITE_REDACTED_VARS";

const NOT_HIDDEN = "What is fetched here is not hidden in the log.";
const NOTHING_HIDDEN = "No variable's value is hidden in the log, since the list of names is empty.";

function inCommands({ commands }: PipelineFlows): PolicyMatch[] {
  return commands.flatMap((command) => {
    const { name, words } = command;
    const found = name === "buildkite-agent" ? ofAgent(words) : name === "export" ? ofExport(words) : undefined;
    return found === undefined ? [] : [{ place: command.placeOfWord(found.index), message: found.message }];
  });
}

interface Found {
  readonly index: number;
  readonly message: string;
}

function ofAgent(words: Command["words"]): Found | undefined {
  const skips =
    words[0] === "secret" ? words.findIndex((word) => /^--?skip-redaction(?:=(?:true|1))?$/.test(word)) : -1;
  if (skips !== -1) return { index: skips, message: NOT_HIDDEN };
  const empties = words.findIndex(
    (word, at) => /^--?redacted-vars=$/.test(word) || (/^--?redacted-vars$/.test(word) && words[at + 1] === ""),
  );
  return empties === -1 ? undefined : { index: empties, message: NOTHING_HIDDEN };
}

function ofExport(words: Command["words"]): Found | undefined {
  const index = words.findIndex((word) => word === `${SKIPS}=true` || word === `${SKIPS}=1`);
  return index === -1 ? undefined : { index, message: NOT_HIDDEN };
}

function inVariables({ env, steps }: BuildkiteModel): PolicyMatch[] {
  const variables = [
    ...env,
    ...steps.flatMap((step) => (step.kind === "command" || step.kind === "trigger" ? step.env : [])),
  ];
  return variables.flatMap(({ name, value }: Binding): PolicyMatch[] => {
    const said = value.value.trim();
    if (name.value === SKIPS && /^(?:true|1)$/i.test(said)) return [{ place: value.place, message: NOT_HIDDEN }];
    return name.value === LIST && said === "" ? [{ place: name.place, message: NOTHING_HIDDEN }] : [];
  });
}
