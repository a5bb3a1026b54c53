import type { Judgement } from "../../src/core/judgement.ts";
import type { OptionValue } from "../../src/core/rule-option.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Policy } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { checkPolicy } from "./check-policy.ts";

const unsure = (): Judgement => ({ score: 0, reasons: [] });

/** What a policy finds in a pipeline, with options as the configuration sets them, and with the text that each match covers. Throws where the text is none of its pipelines. */
export function policyMatches(
  policy: Policy,
  text: string,
  path = ".github/workflows/a.yml",
  set: Readonly<Record<string, OptionValue>> = {},
) {
  const bytes = Buffer.from(text);
  const platform = platforms.find((one) => policy.platforms.includes(one.id) && one.recognise(path, text));
  const model = platform?.parse(unitOf(path, bytes)).model;
  if (platform === undefined || model === undefined) throw new Error("no pipeline");
  const matches = [...checkPolicy(policy, { model, flows: platform.flows(model), judge: unsure }, set)];
  return matches.map((match) => ({
    ...match,
    severity: match.severity ?? policy.meta.severity,
    text: decode(bytes, match.place.span),
  }));
}

/** The same as `severity text`, one for each match. */
export const shownMatches = (
  policy: Policy,
  text: string,
  path?: string,
  set?: Readonly<Record<string, OptionValue>>,
): string[] => policyMatches(policy, text, path, set).map(({ severity, text: covered }) => `${severity} ${covered}`);
