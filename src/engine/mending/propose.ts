import type { Edit, Finding, ProposedFix } from "../../core/finding.ts";
import type { Problem } from "../../core/source.ts";
import { createIndexedLocate } from "../../findings/locate.ts";
import { applyEdits } from "../../fix/apply-edits.ts";
import { isRefusal } from "../../fix/contract.ts";
import { YamlText } from "../../fix/yaml/yaml-text.ts";
import { attempt as guarded } from "../attempt.ts";
import type { Facts } from "../facts.ts";
import type { EngineOptions } from "../options.ts";
import { attemptMend, type MendingLook, type MendingTools } from "./attempt-mend.ts";
import type { Contents } from "./contents.ts";
import { hiderOf } from "./hide-values.ts";
import { PipelineLooks } from "./pipeline-looks.ts";
import { brokenBy } from "./still-parses.ts";

/** Bytes of a file that are gone through for its proposals, each of which takes the whole file: a file of thousands of findings gets some. */
const MOST_READ = 8 << 20;

/** What a scan says, with the facts that it was made of. */
export interface Scanned {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly facts: readonly Facts[];
}

/**
 * Findings with what would mend them, as far as that takes no file but their own. A proposal is held against the parser, not against
 * another scan: that is for whoever makes it. What fails goes to `report` and costs its own proposal, never the findings.
 */
export function withProposals(
  { findings, problems, facts }: Scanned,
  contents: Contents,
  options: EngineOptions,
  tools: MendingTools,
  report: (problem: Problem) => void,
): Finding[] {
  if (contents.size === 0) return [...findings];
  // Nothing has changed since the scan, so nothing is looked at again.
  const pipelines = facts.filter(({ pipeline }) => pipeline !== undefined && contents.has(pipeline.document.path));
  const looks = new PipelineLooks(pipelines, options);
  const look: MendingLook = { contents, problems, pipelineOf: (finding) => looks.holding(finding) };
  const pipelinePaths = new Set(pipelines.map(({ pipeline }) => pipeline?.document.path));
  const hide = hiderOf(findings, contents);
  const read = new Map<string, number>();
  const mended = (finding: Finding): Finding => {
    const { path } = finding.location;
    const bytes = contents.get(path);
    const before = read.get(path) ?? 0;
    if (bytes === undefined || before >= MOST_READ) return finding;
    const attempt = attemptMend(finding, look, tools);
    if (attempt === undefined || isRefusal(attempt)) return finding;
    read.set(path, before + bytes.length);
    if (attempt.edits.some(({ place }) => place.unit !== path)) return finding;
    if (!parses(path, attempt.edits, bytes, pipelinePaths.has(path), options)) return finding;
    // A report holds no value, and with its mask in place of it the change would be another one.
    if (attempt.edits.some(({ insert }) => hide(insert) !== insert)) return finding;
    return { ...finding, fix: proposalOf(attempt.does, attempt.edits, bytes) };
  };
  return findings.map((finding) => {
    const step = `proposing a fix for ${finding.ruleId}`;
    return guarded({ subject: finding.location.path, step, report }, () => mended(finding)) ?? finding;
  });
}

function parses(
  path: string,
  edits: readonly Edit[],
  bytes: Uint8Array,
  isPipeline: boolean,
  { readTree }: EngineOptions,
): boolean {
  const changed = applyEdits(edits, () => bytes).get(path);
  if (changed === undefined) return false;
  return isPipeline
    ? new YamlText(path, changed).root !== undefined
    : brokenBy(new Map([[path, changed]]), new Map([[path, bytes]]), readTree) === undefined;
}

function proposalOf(description: string, edits: readonly Edit[], bytes: Uint8Array): ProposedFix {
  const locate = createIndexedLocate(bytes);
  const inOrder = edits.toSorted((a, b) => a.place.span.start - b.place.span.start);
  const changes = inOrder.map(({ place, insert }) => ({
    path: place.unit,
    ...locate(place.span),
    insert,
  }));
  return { description, changes };
}
