import type { PipelineFlows, Sink } from "../../core/pipeline.ts";
import { addUnused } from "../flow/add-unused.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type Carried, everything } from "../flow/scope.ts";
import { scriptReader } from "../flow/script-reader.ts";
import { readImage } from "../image/read-image.ts";
import { expandSteps, MAX_STEPS, type PlacedStep } from "./expand-steps.ts";
import { type Following, noteArguments, noteParameters } from "./following.ts";
import { bind, type Frame, filledIn, frameOf } from "./frames.ts";
import { gapsOf } from "./gaps.ts";
import { type Framed, hostOf, type JobHost } from "./hosts.ts";
import { jobFacts } from "./job-facts.ts";
import { noteLiteral } from "./literals.ts";
import { findJob, orbOf, readOrb } from "./lookup.ts";
import type { CircleciModel, DockerImage, Job, Library, Step, Workflow, WorkflowJob } from "./model.ts";
import { opennessOf } from "./openness.ts";
import { carriedByText, levelOf, PLATFORM, type Reach, referenceAt, scopeOf } from "./reach.ts";
import { RUNNER } from "./script-flows.ts";
import { inputsOf, readSteps } from "./step-flows.ts";

/** A configuration's references, flows and literals. */
export function flows(model: CircleciModel): PipelineFlows {
  const following: Following = {
    model,
    reader: scriptReader(RUNNER),
    budget: { left: MAX_STEPS },
    seenLiterals: new Set(),
    seenSteps: new Set(),
  };
  const collected = collectNothing();
  noteParameters(following, collected, model.parameters, "person");
  noteOrbs(collected, model);
  const used = new Set<Job>();
  for (const workflow of model.workflows) {
    for (const job of workflow.jobs) {
      const definition = findJob(model, job.job.value);
      if (definition !== undefined) used.add(definition.found);
      readUse(following, collected, workflow, job);
    }
  }
  const { literals, parameters, inclusions } = collected;
  const templates: Collected = { ...collectNothing(), literals, parameters, inclusions };
  readRest(following, templates, model, used);
  addUnused(collected, templates);
  const [first] = following.budget.left > 0 ? [] : [...model.jobs, ...model.commands];
  if (first !== undefined) collected.unfollowed ??= first.name.place;
  const triggers = [
    ...new Map(
      [...collected.references, ...collected.jobs].flatMap((one) => one.triggers).map((one) => [one.event, one]),
    ).values(),
  ];
  const gaps = gapsOf(model);
  // Every job's environment holds all variables of the project.
  return {
    platform: PLATFORM,
    file: model.path,
    triggers,
    sharesSecrets: true,
    ...collected,
    ...(gaps.length > 0 && { gaps }),
  };
}

/** Orbs of others are code that lies elsewhere. */
function noteOrbs({ inclusions }: Pick<Collected, "inclusions">, { orbs }: Library): void {
  for (const { source, inline } of orbs) {
    if (source !== undefined) inclusions.push({ ...readOrb(source.value), place: source.place });
    if (inline !== undefined) noteOrbs({ inclusions }, inline);
  }
}

/** A job as a workflow uses it. */
function readUse(following: Following, collected: Collected, workflow: Workflow, use: WorkflowJob): void {
  const { model } = following;
  const openness = opennessOf(model, workflow, use);
  if (use.type === undefined) collected.jobs.push(jobFacts(model, use, openness));
  const called = (use.name ?? use.job).value;
  const site: Site = { file: model.path, triggers: openness.triggers, job: called };
  const caller = frameOf(model);
  const given = [...use.arguments, ...use.matrix];
  const bare: Reach = { model, collected, site, made: new Map(), levels: [], exported: new Map(), contexts: [] };
  const contexts = use.contexts.map(
    (context): Carried => ({
      reference: referenceAt(
        { ...bare, site: { ...site, boundTo: context.value } },
        "*",
        context.place,
        "context",
        false,
      ),
      path: [],
      masked: true,
    }),
  );
  const reach: Reach = { ...bare, contexts };
  const carried = noteArguments(following, reach, given, caller);
  const definition = findJob(model, use.job.value);
  const around = { before: use.preSteps, after: use.postSteps, caller };
  if (definition !== undefined) {
    const frame = bind(definition.library, definition.found.parameters, given, caller);
    return readJob(following, reach, definition.found, frame, around);
  }
  const orb = use.type === undefined ? orbOf(model, use.job.value) : undefined;
  if (orb !== undefined) {
    const rest = use.job.value.slice(use.job.value.indexOf("/") + 1);
    const sink: Sink = {
      kind: "callee",
      name: `${orb.name}/${rest}`,
      place: use.job.place,
      pinned: orb.pinned,
      trusted: orb.trusted,
    };
    addFlows(collected, [...carried, ...contexts], sink);
    const { version } = orb;
    collected.tools.push({ name: sink.name, version, place: sink.place, job: called, inputs: inputsOf(use.arguments) });
  }
  const steps = [...use.preSteps, ...given.flatMap((one) => one.steps), ...use.postSteps];
  readSteps(following, reach, expandSteps(steps, caller, following.budget), {
    images: [],
    environments: [],
    windows: false,
  });
}

/** Steps that a workflow puts around those of a job. */
interface Around {
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly caller: Frame;
}

function readJob(following: Following, bare: Reach, job: Job, frame: Frame, around?: Around): void {
  const { model, budget } = following;
  const host = hostOf(model, job, frame);
  noteParameters(following, bare.collected, job.parameters, "caller");
  noteEnvironments(following, bare, host);
  const levels = host.environments.map(({ part, frame: at }) => levelOf(part, at));
  const reach: Reach = { ...bare, levels };
  // What the job holds is read as the job's own, before any step does.
  scopeOf(reach);
  const given = job.executor === undefined ? [] : noteArguments(following, reach, job.executor.arguments, frame);
  const outer = (steps: readonly Step[] | undefined): PlacedStep[] =>
    around === undefined ? [] : expandSteps(steps ?? [], around.caller, budget);
  const steps = [...outer(around?.before), ...expandSteps(job.steps, frame, budget), ...outer(around?.after)];
  const read = readSteps(following, reach, steps, host);
  const present = distinct([...read, ...everything(scopeOf(reach)), ...reach.contexts, ...given]);
  host.images.forEach((image, index) => readContainer(following, reach, image, index === 0 ? present : undefined));
}

const distinct = (carried: readonly Carried[]): Carried[] => [
  ...new Map(carried.map((secret) => [secret.reference, secret])).values(),
];

function noteEnvironments(following: Following, { collected, site }: Reach, host: JobHost): void {
  for (const { part } of host.environments) {
    for (const { name, value } of part) noteLiteral(collected, site, name.value, value, "env", following.seenLiterals);
  }
}

/** The steps run in the first image, with all that the job has; the others get what their own `environment` gives. */
function readContainer(
  { model, seenLiterals }: Following,
  reach: Reach,
  { part: { image, environment, auth }, frame }: Framed<DockerImage>,
  present: readonly Carried[] | undefined,
): void {
  const { collected, site } = reach;
  for (const { name, value } of auth) {
    noteLiteral(collected, site, name.value, value, "registry", seenLiterals);
    const opening = { ...site, boundTo: name.value, opensRegistry: true };
    carriedByText({ ...reach, site: opening }, value, frame, "input");
  }
  for (const { name, value } of environment) noteLiteral(collected, site, name.value, value, "env", seenLiterals);
  const own = { ...reach, levels: [levelOf(environment, frame), ...reach.levels] };
  const secrets = present ?? [...(scopeOf(own)[1]?.values() ?? [])].flat();
  carriedByText(reach, image, frame, "expression");
  const { name, version, pinned, trusted } = readImage(filledIn(model, frame, image.value));
  addFlows(collected, secrets, { kind: "image", name, place: image.place, pinned, trusted });
  const where = { place: image.place, ...(site.job !== undefined && { job: site.job }) };
  const references = secrets.map(({ reference }) => reference);
  collected.images.push({ name, version, pinned, ...where, runsJob: present !== undefined, secrets: references });
}

/** Jobs and commands that no workflow of the file runs: another configuration may, or one who uses the orb. */
function readRest(following: Following, collected: Collected, library: Library, used: ReadonlySet<Job>): void {
  const { model } = following;
  const bareOf = (job?: string): Reach => {
    const site: Site = { file: model.path, triggers: [], ...(job !== undefined && { job }) };
    return { model, collected, site, made: new Map(), levels: [], exported: new Map(), contexts: [] };
  };
  for (const job of library.jobs) {
    if (used.has(job)) continue;
    readJob(following, bareOf(job.name.value), job, bind(library, job.parameters, [], frameOf(library)));
  }
  for (const executor of library.executors) {
    noteParameters(following, collected, executor.parameters, "caller");
    const job: Job = { ...executor, place: executor.name.place, steps: [] };
    readJob(following, bareOf(), job, bind(library, executor.parameters, [], frameOf(library)));
  }
  for (const command of library.commands) {
    noteParameters(following, collected, command.parameters, "caller");
    const steps = expandSteps(command.steps, bind(library, command.parameters, [], frameOf(library)), following.budget);
    if (steps.every(({ step }) => following.seenSteps.has(step.place.span.start))) continue;
    readSteps(following, bareOf(), steps, { images: [], environments: [], windows: false });
  }
  for (const { inline } of library.orbs) if (inline !== undefined) readRest(following, collected, inline, used);
}
