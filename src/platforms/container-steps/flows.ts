import type { PipelineFlows } from "../../core/pipeline.ts";
import { collectNothing, type Site } from "../flow/collected.ts";
import { referenceNoter } from "../flow/references.ts";
import { scriptReader } from "../flow/script-reader.ts";
import type { Dialect } from "./dialect.ts";
import { triggersOf } from "./filters.ts";
import { jobFacts, namedSteps } from "./jobs.ts";
import type { ContainerFile } from "./model.ts";
import { heldBy, type Reach, RUNNER, readStep } from "./step-flows.ts";

/** A file's references, flows and literals. */
export function containerFlows(dialect: Dialect, file: ContainerFile<string>): PipelineFlows {
  const collected = collectNothing();
  const steps = namedSteps(file);
  const facts = steps.map((named) => ({ ...named, job: jobFacts(dialect, named) }));
  collected.jobs.push(...facts.map(({ job }) => job));
  const events = facts.flatMap(({ job }) => job.triggers);
  const triggers = [...new Map(events.map((trigger) => [trigger.event, trigger])).values()];
  const shared = {
    dialect,
    collected,
    note: referenceNoter(collected, dialect.platform),
    reader: scriptReader(RUNNER),
    seenLiterals: new Set<number>(),
  };
  const byPipeline = Map.groupBy(facts, ({ pipeline }) => pipeline);
  for (const pipeline of file.pipelines) {
    const outside: Site = { file: file.path, triggers: triggersOf(dialect, [pipeline]) };
    const bare: Reach = { ...shared, site: outside, scope: [] };
    const reach: Reach = { ...bare, scope: [heldBy(bare, pipeline.environment)] };
    for (const secret of pipeline.pullSecrets)
      reach.note(outside, secret.value, { place: secret.place, via: "input", boundTo: "image_pull_secrets" });
    for (const { step, job } of byPipeline.get(pipeline) ?? []) {
      const { name, environment } = job;
      const at = environment === undefined ? {} : { environment: environment.name };
      readStep({ ...reach, site: { file: file.path, triggers: job.triggers, job: name, ...at } }, pipeline, step, true);
    }
    for (const service of pipeline.services) readStep(reach, pipeline, service, false);
  }
  return { platform: dialect.platform, file: file.path, triggers, sharesSecrets: false, ...collected };
}
