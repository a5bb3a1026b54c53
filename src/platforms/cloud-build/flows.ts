import type { PipelineFlows } from "../../core/pipeline.ts";
import { type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { scriptBudget } from "../flow/follow-run.ts";
import type { Reach } from "../flow/reach.ts";
import { environmentOf } from "./environment.ts";
import { noteFallbacks, noteLiterals, noteSubstitutions } from "./literals.ts";
import type { CloudBuildModel } from "./model.ts";
import { readStep } from "./step-flows.ts";

const PLATFORM = "cloud-build";

/** A build's references, flows and literals. */
export function flows(model: CloudBuildModel): PipelineFlows {
  const collected = collectNothing();
  const job = jobNameOf(model.path);
  const site: Site = { file: model.path, triggers: [], job };
  const bare: Reach = { platform: PLATFORM, collected, site, made: new Map(), scope: [], isSetElsewhere: () => false };
  noteSubstitutions(collected, model);
  noteJob(collected, model, job);
  noteLiterals(collected, model.env, { job });
  const shared = environmentOf(bare, model, model);
  const budget = scriptBudget();
  for (const [index, step] of model.steps.entries()) {
    const inner: Reach = { ...bare, site: { ...site, step: step.id?.value ?? String(index + 1) } };
    noteLiterals(collected, step.env, { job, step: inner.site.step ?? "" });
    noteFallbacks(inner, model, step);
    readStep(inner, model, step, shared, budget);
  }
  noteArtifacts(collected, model, job);
  return { platform: PLATFORM, file: model.path, triggers: [], sharesSecrets: false, ...collected };
}

/** A build is one job, called after its file: `cloudbuild-staging`. */
const jobNameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/i, "");

function noteJob({ jobs }: Collected, { steps, unit }: CloudBuildModel, name: string): void {
  const [first] = steps;
  const start = first?.place.span.start ?? 0;
  const place = first?.id?.place ?? first?.name?.place ?? { unit, span: { start, end: start } };
  // What starts it, and from which branches, stands in its triggers.
  jobs.push({ name, place, triggers: [], approved: false, anyBranch: false });
}

/** Files that go into a bucket. */
function noteArtifacts({ transfers }: Collected, { artifacts }: CloudBuildModel, job: string): void {
  const [first] = artifacts;
  if (first === undefined) return;
  const paths = artifacts.map(({ value, place }) => ({ value, place }));
  transfers.push({ kind: "artefact", place: first.place, paths, excluded: [], takesHidden: false, job });
}
