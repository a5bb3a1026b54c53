import type { Problem, Unit } from "../core/source.ts";
import type { DocumentProblem, Platform } from "../core/stages.ts";
import { decode } from "../core/text.ts";
import { createLocate } from "../findings/locate.ts";
import type { MaskedSpan } from "../findings/redact.ts";
import { attempt } from "./attempt.ts";
import type { PipelineFacts } from "./facts.ts";
import { mayBePipeline, PIPELINE_HEAD } from "./pipeline-path.ts";

/** Parses a unit that some platform recognises; what cannot be parsed becomes a problem with its place. */
export function inspectPipeline(
  unit: Unit,
  masked: readonly MaskedSpan[],
  platforms: readonly Platform[],
): { readonly facts?: PipelineFacts; readonly problems: readonly Problem[] } {
  const platform = recognise(unit, platforms);
  if (platform === undefined) return { problems: [] };
  if (!unit.whole) {
    // Every window of the file would say it again.
    return { problems: unit.base.offset === 0 ? [tooLarge(unit)] : [] };
  }
  const failures: Problem[] = [];
  const step = `reading it as ${platform.id}`;
  const parsed = attempt({ subject: unit.path, step, report: (problem) => failures.push(problem) }, () =>
    platform.parse(unit),
  );
  if (parsed === undefined) return { problems: failures };
  const { model, problems } = parsed;
  const document = {
    unit: unit.id,
    path: unit.path,
    origin: unit.origin, // A copy: the buffer behind the unit is used again for the next one, and `slice` of a Buffer would be a view.
    bytes: new Uint8Array(unit.bytes),
    masked,
  };
  return {
    ...(model === undefined ? {} : { facts: { document, platform: platform.id, model } }),
    problems: documentProblems(unit, "broken-pipeline", problems),
  };
}

function recognise(unit: Unit, platforms: readonly Platform[]): Platform | undefined {
  const { path } = unit;
  if (!mayBePipeline(unit)) return undefined;
  // A mark of byte order is no part of the first line.
  const head = decode(unit.bytes, { start: 0, end: Math.min(PIPELINE_HEAD, unit.bytes.length) }).replace(/^\uFEFF/, "");
  const isIts = (platform: Platform): boolean => platform.recognise(path, head);
  // A path that tells by itself goes before contents that look like another platform's, and takes less time.
  return platforms.find((platform) => platform.recognise(path, "") && isIts(platform)) ?? platforms.find(isIts);
}

function tooLarge(unit: Unit): Problem {
  return {
    level: "error",
    code: "limit-reached",
    subject: unit.path,
    message: "this pipeline is too large to be followed; it was searched as text only",
    hint: "Split the file, or leave it out of the scan.",
  };
}

/** A document's problems with lines and columns in place of spans. */
export function documentProblems(unit: Unit, code: Problem["code"], found: readonly DocumentProblem[]): Problem[] {
  const locate = createLocate(unit.bytes, unit.base);
  return found.map(({ span, message, hint, level = "error" }) => ({
    level,
    code,
    subject: unit.path,
    ...locate(span).start,
    message,
    hint,
  }));
}
