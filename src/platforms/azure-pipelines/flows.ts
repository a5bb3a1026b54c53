import type { PipelineFlows, Trigger } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import type { Carried } from "../flow/scope.ts";
import { readImage } from "../image/read-image.ts";
import { isComputed } from "./holes.ts";
import { inclusionsOf, parametersOf } from "./inclusions.ts";
import { jobFacts } from "./job-facts.ts";
import { noteLiterals } from "./literals.ts";
import type { AzurePipelinesModel, Container, Job, Stage, TemplateCall, Variables } from "./model.ts";
import { carriedByText, type Level, levelOf, PLATFORM, type Reach, readLevel } from "./reach.ts";
import { readBindings, readCall, readStep } from "./step-flows.ts";
import { type FindTemplate, templateOf } from "./templates.ts";
import { pullRequestTest, readTriggers, triggersUnder } from "./triggers.ts";

/** What the parts of one file share. */
interface Following {
  readonly model: AzurePipelinesModel;
  readonly collected: Collected;
  readonly triggers: readonly Trigger[];
  /** Whether a part may run for a pull request. */
  readonly runs: ReturnType<typeof pullRequestTest>;
  readonly root: Level;
  readonly find: FindTemplate;
  /** Files that are being followed into, against endless inclusion. */
  readonly entered: readonly string[];
  readonly shared: Pick<Reach, "made" | "outputs" | "parameters">;
}

/** A pipeline's references, flows and literals. `siblings` are the other files of the same repository. */
export function flows(model: AzurePipelinesModel, siblings?: Siblings<AzurePipelinesModel>): PipelineFlows {
  const find: FindTemplate = (path) => siblings?.find(path);
  const collected = collectNothing();
  const triggers = readTriggers(model);
  follow({
    model,
    collected,
    triggers,
    runs: pullRequestTest(model),
    root: levelOf(withTemplates(model, model.variables, find)),
    find,
    entered: [model.path],
    shared: { made: new Map(), outputs: new Map(), parameters: new Map() },
  });
  collected.inclusions.push(...inclusionsOf(model));
  collected.parameters.push(...parametersOf(model));
  // What a variable group or the pipeline's settings hold reaches only the steps that name it.
  return { platform: PLATFORM, file: model.path, triggers, sharesSecrets: false, ...collected };
}

/** Variables with those of the templates that they include, as far as the files are there. */
function withTemplates(model: AzurePipelinesModel, variables: Variables, find: FindTemplate, depth = 0): Variables[] {
  if (depth > MAX_DEPTH) return [variables];
  const others = variables.templates.flatMap((call) => {
    const template = templateOf(model, call, find);
    return template === undefined ? [] : withTemplates(template, template.variables, find, depth + 1);
  });
  return [variables, ...others];
}

/** Templates in templates that are followed. */
const MAX_DEPTH = 8;

function follow(following: Following): void {
  const { model, collected } = following;
  const site: Site = { file: model.path, triggers: following.triggers };
  const reach = reachOf(following, site, [following.root]);
  noteLiterals(collected, site, model.variables.entries, "env");
  readLevel(reach, 0);
  for (const { settings } of model.resources.others) for (const { value } of settings) carriedByText(reach, value);
  for (const call of [...model.variables.templates, ...(model.extends === undefined ? [] : [model.extends])]) {
    readCall(reach, call, entering(following));
  }
  for (const stage of model.stages) readStage(following, stage);
}

function reachOf({ collected, shared }: Following, site: Site, levels: readonly Level[]): Reach {
  return { collected, site, levels, set: new Map(), declared: new Set(), ...shared };
}

function readStage(following: Following, stage: Stage): void {
  const { model, collected, triggers, root, find } = following;
  const site: Site = { file: model.path, triggers: triggersUnder(triggers, following.runs, stage) };
  const level = levelOf(withTemplates(model, stage.variables, find));
  const reach = reachOf(following, site, [level, root]);
  noteLiterals(collected, site, stage.variables.entries, "env");
  readLevel(reach, 0);
  for (const call of [...stage.variables.templates, ...stage.calls]) readCall(reach, call, entering(following));
  for (const job of stage.jobs) readJob(following, stage, job, level);
}

/** People call a job by its name, or by what it is shown as; one without either by its stage, or as Azure shows it. */
export const callOfJob = (stage: Stage, job: Job): string =>
  job.name?.value ?? job.displayName?.value ?? stage.name?.value ?? "Job";

function readJob(following: Following, stage: Stage, job: Job, stageLevel: Level): void {
  const { model, collected, triggers, root, find } = following;
  const name = callOfJob(stage, job);
  const environment = job.environment?.name.value;
  const site: Site = {
    file: model.path,
    triggers: triggersUnder(triggers, following.runs, stage, job),
    job: name,
    ...(environment !== undefined && { environment }),
  };
  collected.jobs.push(jobFacts(model, stage, job, name, site.triggers));
  const level = levelOf(withTemplates(model, job.variables, find));
  const reach = reachOf(following, site, [level, stageLevel, root]);
  noteLiterals(collected, site, job.variables.entries, "env");
  readLevel(reach, 0);
  for (const call of job.variables.templates) readCall(reach, call, entering(following));
  const pool = job.pool ?? stage.pool ?? model.pool;
  const given = job.steps.flatMap((step) => {
    const own = { ...reach, site: { ...site, triggers: triggersUnder(site.triggers, following.runs, step) } };
    return [...readStep(own, step, { job, pool, enter: entering(following) })];
  });
  const present = [...new Map(given.map((secret) => [secret.reference, secret])).values()];
  if (job.container !== undefined) readContainer(following, reach, job.container, present, true);
  for (const service of job.services) readContainer(following, reach, service, [], false);
}

/** A container of the job, by its alias in `resources` or by its image. The steps run in the job's own one. */
function readContainer(
  { model }: Following,
  reach: Reach,
  container: Container,
  present: readonly Carried[],
  runsJob: boolean,
): void {
  const { collected, site } = reach;
  const named = model.resources.containers.find(({ alias }) => alias?.value === container.image?.value);
  const { image, env } = named ?? container;
  noteLiterals(collected, site, env, "env");
  const own = [...readBindings(reach, env, "env").values()].flat();
  if (image === undefined || isComputed(image.value)) return;
  // A template may name a container that only its pipeline has.
  if (named === undefined && model.role === "template" && /^[\w-]+$/.test(image.value)) return;
  const { name, version, pinned, trusted } = readImage(image.value);
  const { place } = image;
  const given = [...present, ...own];
  addFlows(collected, given, { kind: "image", name, place, pinned, trusted });
  const secrets = given.map(({ reference }) => reference);
  const where = { place, ...(site.job !== undefined && { job: site.job }) };
  collected.images.push({ name, version, pinned, ...where, runsJob, secrets });
}

/** Follows secrets that a template is given as parameters into its file, and notes where they end there. */
function entering(following: Following): (reach: Reach, call: TemplateCall) => void {
  return (reach, call) => {
    const { model, find, entered } = following;
    const template = templateOf(model, call, find);
    if (template === undefined || entered.includes(template.path) || entered.length > MAX_DEPTH) return;
    const parameters = new Map<string, readonly Carried[]>();
    for (const { parameter, value } of call.parameters) {
      const key = parameter.toLowerCase();
      const inside = carriedByText(reach, value, "input").map((secret) => ({
        ...secret,
        path: [...secret.path, value.place],
      }));
      if (inside.length > 0) parameters.set(key, [...(parameters.get(key) ?? []), ...inside]);
    }
    if (parameters.size === 0) return;
    const given = new Set([...parameters.values()].flat().map(({ reference }) => reference));
    const inner: Collected = collectNothing();
    follow({
      model: template,
      collected: inner,
      triggers: reach.site.triggers,
      runs: pullRequestTest(template),
      root: levelOf(withTemplates(template, template.variables, find)),
      find,
      entered: [...entered, template.path],
      shared: { made: new Map(), outputs: new Map(), parameters },
    });
    // The template's own secrets are told where it is read by itself.
    for (const flow of inner.flows) if (given.has(flow.reference)) reach.collected.flows.push(flow);
    if (inner.unfollowed !== undefined) reach.collected.unfollowed ??= inner.unfollowed;
  };
}
