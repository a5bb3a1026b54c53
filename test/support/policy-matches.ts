import type { Judgement } from "../../src/core/judgement.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Policy } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { platforms } from "../../src/platforms/registry.ts";

const unsure = (): Judgement => ({ score: 0, reasons: [] });

/** What a policy finds in a pipeline, with the text that each match covers. Throws where the text is none of its pipelines. */
export function policyMatches(policy: Policy, text: string, path = ".github/workflows/a.yml") {
  const bytes = Buffer.from(text);
  const platform = platforms.find((one) => policy.platforms.includes(one.id) && one.recognise(path, text));
  const model = platform?.parse(unitOf(path, bytes)).model;
  if (platform === undefined || model === undefined) throw new Error("no pipeline");
  const matches = [...policy.check({ model, flows: platform.flows(model), judge: unsure })];
  return matches.map((match) => ({
    ...match,
    severity: match.severity ?? policy.meta.severity,
    text: decode(bytes, match.place.span),
  }));
}

/** The same as `severity text`, one for each match. */
export const shownMatches = (policy: Policy, text: string, path?: string): string[] =>
  policyMatches(policy, text, path).map(({ severity, text: covered }) => `${severity} ${covered}`);
