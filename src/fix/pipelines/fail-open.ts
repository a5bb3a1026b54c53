import type { Edit } from "../../core/finding.ts";
import { asScalar } from "../../platforms/document/access.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import { lastEntry } from "../yaml/list-item.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import { SHELL_PLATFORMS } from "./shell-platforms.ts";

/** Settings that let a pipeline go on, with the values that do. */
const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ["allowFailure", /^true$/i],
  ["allow_failure", /^true$/i],
  ["continue-on-error", /^true$/i],
  ["continueOnError", /^true$/i],
  ["failure", /^ignore$/],
  ["on-failure", /^CONTINUE$/],
  ["onError", /^continue$/],
  ["soft_fail", /^true$/i],
]);

/** Lets a pipeline stop where a secret cannot be fetched. */
export const failOpen = pipelineFix({
  rules: ["failopen/fail-open-secret-fetch"],
  platforms: SHELL_PLATFORMS,
  does: "Takes `|| true` away, or the setting that lets the job go on: `continue-on-error`, `continueOnError`, `allow_failure`, `allowFailure`, `soft_fail`, `failure: ignore`, `onError: continue`, `on-failure: CONTINUE`.",
  mend,
});

function mend({ match, yaml }: PipelineScene): Attempt {
  for (const place of [...(match.related ?? []).map((one) => one.place), match.place]) {
    const { start, end } = place.span;
    const setting = withoutSetting(yaml, start);
    if (setting !== undefined)
      return { does: "Lets the job stop where the secret cannot be fetched.", edits: [setting] };
    const guard = withoutGuard(yaml, start, end);
    if (guard !== undefined)
      return { does: "Lets the script stop where the secret cannot be fetched.", edits: [guard] };
  }
  return { refused: "what lets the script go on does more than that" };
}

function withoutSetting(yaml: YamlText, offset: number): Edit | undefined {
  const frame = lastEntry(yaml.pathTo(offset));
  const goesOn = frame === undefined ? undefined : SETTINGS.get(frame.entry.key.value);
  if (frame === undefined || goesOn === undefined) return undefined;
  return goesOn.test(asScalar(frame.entry.value)?.value ?? "") ? yaml.removeEntry(frame.map, frame.entry) : undefined;
}

/** `command || true` is `command`. */
function withoutGuard(yaml: YamlText, start: number, end: number): Edit | undefined {
  if (!/^(?:true|:|exit 0|return 0)$/.test(yaml.text.slice(start, end))) return undefined;
  const [before] = /(?:[ \t]*\\\r?\n)?[ \t]*\|\|[ \t]*$/.exec(yaml.text.slice(Math.max(0, start - 200), start)) ?? [];
  if (before === undefined) return undefined;
  const from = start - before.length;
  // A guard for more than one command may stand in front of more.
  return /^[ \t]*(?:$|[\r\n"')#;&])/.test(yaml.text.slice(end, end + 20)) ? edit(yaml.unit, from, end, "") : undefined;
}

/** Settings of tools that fetch secrets, with what they are to be. */
const STRICT: ReadonlyMap<string, string> = new Map([
  ["ignorenotfound", "false"],
  ["failonmissing", "true"],
  ["fail-on-error", "true"],
]);

/** Lets a tool fail that does not find a secret. */
export const passedOver = pipelineFix({
  rules: ["failopen/vault-export-failure-ignored"],
  platforms: ["github-actions"],
  does: "Turns the setting round that passes over what is not found.",
  mend({ match, yaml }) {
    const frame = lastEntry(yaml.pathTo(match.place.span.start));
    const scalar = asScalar(frame?.entry.value);
    const value = STRICT.get(frame?.entry.key.value.toLowerCase() ?? "");
    const edited = scalar === undefined || value === undefined ? undefined : yaml.replaceScalar(scalar, value);
    if (edited === undefined) return { refused: "the setting is not written as a word" };
    return { does: `Sets ${frame?.entry.key.value} to ${value}.`, edits: [edited] };
  },
});
