import type { Parameter, PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placedText } from "../document/tree.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { everything, type Scope } from "../flow/scope.ts";
import { readImage } from "../image/read-image.ts";
import { carriedByText, noteCondition, PLATFORM, readBindings } from "./collect.ts";
import { jobFacts } from "./job-facts.ts";
import { matrixValues } from "./matrix.ts";
import type { Action, Bindings, Container, GithubActionsModel, Input, Job, Workflow } from "./model.ts";
import { readStep, type Surroundings } from "./step-flows.ts";
import { triggersOf } from "./triggers.ts";
import { readUses } from "./uses.ts";

/** A workflow's or action's references, flows and literals. */
export function flows(model: GithubActionsModel): PipelineFlows {
  const collected = collectNothing();
  const triggers = triggersOf(model);
  const site: Site = { file: model.path, triggers };
  if (model.kind === "workflow") readWorkflow(collected, site, model);
  else readAction(collected, site, model);
  // A secret is in an environment only where a line puts it there.
  return { platform: PLATFORM, file: model.path, triggers, sharesSecrets: false, ...collected };
}

const NOTHING: Scope = [];

const DOCKER = "docker://";

function readWorkflow(collected: Collected, site: Site, workflow: Workflow): void {
  for (const text of [workflow.runName, workflow.concurrency?.group]) carriedByText(collected, site, text, NOTHING);
  for (const event of workflow.on) {
    const by = event.name.value === "workflow_dispatch" ? "person" : "caller";
    collected.parameters.push(...event.inputs.map((input) => parameterOf(input, by)));
    for (const { value } of event.outputs) carriedByText(collected, site, value, NOTHING);
  }
  const scope = [readBindings(collected, site, workflow.env, NOTHING, "env")];
  for (const job of workflow.jobs) readJob(collected, site, workflow, job, scope);
}

function readAction(collected: Collected, site: Site, action: Action): void {
  const scope = [readBindings(collected, site, action.env, NOTHING, "env")];
  for (const step of action.steps)
    readStep(collected, site, step, { shell: { value: "bash" }, outer: scope, process: scope });
  collected.parameters.push(...action.inputs.map((input) => parameterOf(input, "caller")));
  for (const { value } of action.outputs) carriedByText(collected, site, value, scope);
  // A `Dockerfile` is built from the action's own repository; only a ready-made image can change under it.
  if (action.image?.value.startsWith(DOCKER) === true) {
    const { name, version, pinned } = readImage(action.image.value.slice(DOCKER.length));
    const secrets = [...everything(scope)].map(({ reference }) => reference);
    collected.images.push({ name, version, pinned, place: action.image.place, runsJob: false, secrets });
  }
}

function readJob(collected: Collected, outer: Site, workflow: Workflow, job: Job, workflowScope: Scope): void {
  const environment = job.environment?.name?.value;
  const site: Site = { ...outer, job: job.id.value, ...(environment !== undefined && { environment }) };
  const scope = [readBindings(collected, site, job.env, workflowScope, "env"), ...workflowScope];
  noteCondition(collected, site, job.if, scope);
  const texts = [job.name, ...job.runsOn, job.environment?.name, job.environment?.url, job.concurrency?.group];
  for (const text of texts) carriedByText(collected, site, text, scope);
  for (const { name, value } of job.outputs) {
    const sink = { kind: "output" as const, name: name.value, place: value.place };
    addFlows(collected, carriedByText(collected, site, value, scope), sink);
  }
  for (const service of job.services) readContainer(collected, site, service.container, scope);
  const inside = job.container === undefined ? NOTHING : readContainer(collected, site, job.container, scope);
  readCall(collected, site, job, scope);
  const shell = job.defaults.shell ?? workflow.defaults.shell;
  const { continueOnError } = job;
  const surroundings: Surroundings = {
    shell: shell ?? { value: defaultShell(job) },
    outer: scope,
    process: [...scope, ...inside],
    ...(continueOnError !== undefined && { continueOnError }),
  };
  for (const step of job.steps) {
    readStep(collected, site, step, surroundings);
  }
  noteImages(collected, job);
  collected.jobs.push(jobFacts(workflow, job));
}

/** Types of inputs that hold no text of somebody's own. */
const CLOSED_TYPES = new Set(["boolean", "choice", "number", "environment"]);

function parameterOf({ name, type, default: value }: Input, by: Parameter["by"]): Parameter {
  const written = value !== undefined && value.value !== "" && !value.value.includes("${{");
  return {
    name: name.value,
    place: name.place,
    by,
    takesText: !CLOSED_TYPES.has(type?.value ?? "string"),
    ...(written && { default: { name: name.value, place: value.place, ...placedText(value), via: "input" } }),
  };
}

/** PowerShell on Windows, bash elsewhere; with labels that are computed it is taken for bash. */
function defaultShell(job: Job): string {
  return job.runsOn.some(({ value }) => /^windows\b/i.test(value)) ? "pwsh" : "bash";
}

/** The images of a job, once its steps are read: all that the job has passes through the container that these run in. */
function noteImages({ images, references, flows: found }: Collected, { id, container, services, matrix }: Job): void {
  const note = (
    one: Container,
    runsJob: boolean,
    secrets: readonly Reference[],
    foreign: readonly Bindings[],
  ): void => {
    if (one.image === undefined) return;
    const { name, version, pinned } = readImage(imageIn(one.image.value, matrix));
    const outside = [one.credentials, ...foreign].flatMap(({ entries }) => entries.map(({ value }) => value.place));
    const inside = secrets.filter(({ place }) => !outside.some((outer) => isWithin(place, outer)));
    images.push({ name, version, pinned, place: one.image.place, job: id.value, runsJob, secrets: inside });
  };
  if (container !== undefined) {
    const inReach = references.filter(({ job }) => job === undefined || job === id.value);
    const foreign = services.flatMap((service) => [service.container.env, service.container.credentials]);
    note(container, true, inReach, foreign);
  }
  for (const { container: service } of services) {
    const given = found.filter(({ sink }) => sink.kind === "image" && sink.place === service.image?.place);
    const secrets = given.map(({ reference }) => reference);
    note(service, false, secrets, []);
  }
}

/** The image that an expression stands for: of those in the matrix, or of those that it writes out, the loosest one. */
function imageIn(text: string, matrix: Job["matrix"]): string {
  const [, key] = /^\s*\$\{\{\s*matrix\.([\w-]{1,100})(?:\.[\w.-]{1,100})?\s*\}\}\s*$/.exec(text) ?? [];
  if (key !== undefined) {
    const images = matrixValues(matrix, key).filter(({ value }) => NAME.test(value));
    return (images.find(({ value }) => !readImage(value).pinned) ?? images[0])?.value ?? text;
  }
  const isWhole = /^\s*\$\{\{[^}]*\}\}\s*$/.test(text);
  const named = isWhole ? Array.from(text.matchAll(/'([^'\s]{2,200}:[^'\s]{1,100})'/g), ([, image = ""]) => image) : [];
  const images = named.filter((image) => IMAGE.test(image));
  return images.find((image) => !readImage(image).pinned) ?? images[0] ?? text;
}

/** An image's name, where only one can stand. */
const NAME = /^[\w.-]+(?:[:/@][\w./@:-]+)*$/;

/** A name that can only be that of an image: it has a version, a digest or an owner. */
const IMAGE = /^[\w.-]+(?:[:/][\w./@:-]+)+$/;

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;

/** A job container or service: its registry's credentials and its environment go to the image. */
function readContainer(collected: Collected, site: Site, container: Container, scope: Scope): Scope {
  const credentials = readBindings(collected, site, container.credentials, scope, "registry");
  const env = readBindings(collected, site, container.env, scope, "env");
  const options = carriedByText(collected, site, container.options, scope);
  carriedByText(collected, site, container.image, scope);
  if (container.image !== undefined) {
    const { name, pinned, trusted } = readImage(container.image.value);
    const sink = { kind: "image" as const, name, place: container.image.place, pinned, trusted };
    addFlows(collected, [...[...credentials.values()].flat(), ...[...env.values()].flat(), ...options], sink);
  }
  return [env];
}

/** A job that calls a reusable workflow: its inputs and secrets go there. */
function readCall(collected: Collected, site: Site, job: Job, scope: Scope): void {
  if (job.uses === undefined) return;
  const inputs = readBindings(collected, site, job.with, scope, "input");
  const secrets = readBindings(collected, site, job.secrets, scope, "input");
  const carried = [...inputs.values(), ...secrets.values()].flat();
  if (job.inheritsSecrets !== undefined) {
    const { place } = job.inheritsSecrets;
    const reference = { secret: "*", platform: PLATFORM, ...site, place, via: "context" as const };
    collected.references.push(reference);
    carried.push({ reference, path: [], masked: true });
  }
  const { name, version, pinned, trusted } = readUses(job.uses.value);
  addFlows(collected, carried, { kind: "callee", name, place: job.uses.place, pinned, trusted });
  collected.inclusions.push({ name, version, pinned, trusted, place: job.uses.place, job: job.id.value });
}
