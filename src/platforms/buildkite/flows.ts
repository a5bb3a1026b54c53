import type { PipelineFlows, PipelineJob, Sink } from "../../core/pipeline.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { referenceNoter } from "../flow/references.ts";
import type { Carried, Held } from "../flow/scope.ts";
import { type ScriptReader, scriptReader } from "../flow/script-reader.ts";
import { approvals } from "./approvals.ts";
import { jobFacts } from "./job-facts.ts";
import { jobNames } from "./job-names.ts";
import { noteLiterals } from "./literals.ts";
import type { BuildkiteModel, CommandStep, TriggerStep } from "./model.ts";
import { readPlugins } from "./plugin-flows.ts";
import { carriedByText, heldBy, PLATFORM, type Reach } from "./reach.ts";
import { noteImage, RUNNER, readCommands } from "./script-flows.ts";
import { noteTransfers } from "./transfers.ts";
import { triggersOf, triggersOfAll } from "./triggers.ts";

/** What the steps of one file share. */
interface Following {
  readonly model: BuildkiteModel;
  readonly collected: Collected;
  readonly reader: ScriptReader;
  /** Of the pipeline, outside of its steps. */
  readonly top: Reach;
  readonly seenLiterals: Set<number>;
}

/** A pipeline's references, flows and literals. */
export function flows(model: BuildkiteModel): PipelineFlows {
  const collected = collectNothing();
  const triggers = triggersOfAll(model.steps);
  const site: Site = { file: model.path, triggers };
  const bare: Reach = { collected, site, note: referenceNoter(collected, PLATFORM), scope: [] };
  const seenLiterals = new Set<number>();
  noteLiterals(collected, site, model.env, "env", seenLiterals);
  const held = heldBy(bare, model.env);
  noteUploaded(collected, held);
  const top: Reach = { ...bare, scope: [heldBySecrets(bare, model), held] };
  for (const { value } of model.notify) carriedByText(top, value, "input");
  const following: Following = { model, collected, reader: scriptReader(RUNNER), top, seenLiterals };
  readSteps(following);
  // Every job's environment holds what the hooks of its agent put there.
  return { platform: PLATFORM, file: model.path, triggers, sharesSecrets: true, ...collected };
}

function readSteps(following: Following): void {
  const { model, collected } = following;
  const names = jobNames(model.steps.filter((step) => step.kind === "command"));
  const isApproved = approvals(model.steps);
  for (const step of model.steps) {
    if (step.kind === "command") {
      const named = names.get(step);
      if (named === undefined) continue;
      const facts = jobFacts(model, step, named, isApproved(step));
      collected.jobs.push(facts);
      readCommandStep(following, step, facts);
    } else if (step.kind === "trigger") readTriggerStep(following, step);
    else if (step.kind !== "wait") {
      for (const { key, takesText, default: value } of step.fields) {
        const literal =
          value === undefined ? [] : noteLiterals(collected, {}, [{ name: key, value }], "input", new Set(), []);
        collected.parameters.push({
          name: key.value,
          place: key.place,
          by: "person",
          takesText,
          ...(literal[0] && { default: literal[0] }),
        });
      }
    }
  }
}

/** Variables that the agent fills from the secrets of its cluster. */
function heldBySecrets({ note, site }: Reach, { secrets }: Pick<BuildkiteModel, "secrets">): Held {
  return new Map(
    secrets.map(({ variable, secret }) => {
      const parts = { place: secret.place, via: "env", boundTo: variable.value } as const;
      return [variable.value, [{ reference: note(site, secret.value, parts), path: [], masked: true }]] as const;
    }),
  );
}

/** What is filled into a variable while the pipeline is uploaded is kept with the pipeline, for all who see its builds. */
function noteUploaded(collected: Collected, held: Held): void {
  for (const carried of held.values()) {
    for (const secret of carried) {
      const place = secret.path.at(-1);
      if (place === undefined || secret.path.length > 1) continue;
      addFlows(collected, [secret], { kind: "output", name: UPLOADED, place: secret.reference.place });
    }
  }
}

const UPLOADED = "the uploaded pipeline";

function readCommandStep(following: Following, step: CommandStep, { name: job, environment }: PipelineJob): void {
  const { model, collected, top, reader, seenLiterals } = following;
  const site: Site = {
    file: model.path,
    triggers: triggersOf(step),
    job,
    ...(environment && { environment: environment.name }),
  };
  const bare: Reach = { ...top, site };
  noteLiterals(collected, site, step.env, "env", seenLiterals);
  const own = heldBy(bare, step.env);
  noteUploaded(collected, own);
  const outer: Reach = { ...bare, scope: [heldBySecrets(bare, step), own, ...top.scope] };
  const { fetched, later } = readPlugins(outer, step, seenLiterals);
  const reach: Reach = { ...outer, scope: [fetched, ...outer.scope] };
  for (const { value } of step.notify) carriedByText(reach, value, "input");
  for (const path of [...step.artifactPaths, ...step.cachePaths]) carriedByText(reach, path, "input");
  const commandsBefore = collected.commands.length;
  const read = readCommands(reach, reader, model, step);
  later(read);
  const image = step.image ?? model.image;
  if (image !== undefined) noteImage(reach, image, read, true);
  noteTransfers(collected, site, step, collected.commands.slice(commandsBefore));
}

/** The build that is started shows the variables that it is given to whoever sees it. */
function readTriggerStep({ model, collected, top, seenLiterals }: Following, step: TriggerStep): void {
  const { pipeline, env } = step;
  const site: Site = { file: model.path, triggers: triggersOf(step), job: (step.label ?? step.key ?? pipeline).value };
  const reach: Reach = { ...top, site };
  noteLiterals(collected, site, env, "env", seenLiterals);
  const given: Carried[] = env.flatMap(({ name, value }) => carriedByText(reach, value, "env", name.value));
  const sink: Sink = { kind: "callee", name: pipeline.value, place: pipeline.place, pinned: false, trusted: false };
  addFlows(collected, given, sink);
  for (const secret of given)
    addFlows(collected, [secret], {
      kind: "output",
      name: `the build of ${pipeline.value}`,
      place: secret.reference.place,
    });
}
