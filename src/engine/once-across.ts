import { SEVERITIES, type Severity } from "../core/levels.ts";
import type { CheckedPipeline, PipelineFacts } from "./facts.ts";

type Found = CheckedPipeline["found"];

/** A pipeline with what policies say of it. */
export interface FoundIn {
  readonly document: Pick<PipelineFacts["document"], "unit">;
  readonly found: Found;
}

/**
 * What policies say of all pipelines, each place once: a file may be a part of several, which all tell of it. Where they differ, the
 * pipeline counts in which it weighs most, else the first.
 */
export function onceAcross(pipelines: readonly FoundIn[], severityOf: (ruleId: string) => Severity | undefined): Found {
  const isShared = pipelines.some(({ document, found }) =>
    found.some(({ match }) => match.place.unit !== document.unit),
  );
  if (!isShared) return pipelines.flatMap(({ found }) => found);
  const weight = ({ ruleId, match }: Found[number]): number => {
    const severity = match.severity ?? severityOf(ruleId);
    return severity === undefined ? 0 : SEVERITIES.indexOf(severity);
  };
  const best = new Map<string, { readonly pipeline: FoundIn; readonly weight: number }>();
  for (const pipeline of pipelines) {
    for (const one of pipeline.found) {
      const known = best.get(keyOf(one));
      if (known === undefined || weight(one) > known.weight) best.set(keyOf(one), { pipeline, weight: weight(one) });
    }
  }
  return pipelines.flatMap((pipeline) => pipeline.found.filter((one) => best.get(keyOf(one))?.pipeline === pipeline));
}

const keyOf = ({ ruleId, match: { place } }: Found[number]): string =>
  `${ruleId} ${place.unit} ${place.span.start} ${place.span.end}`;
