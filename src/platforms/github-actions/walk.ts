import type { Parameter, Reference, Trigger } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { placedText } from "../document/tree.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type Carried, everything, type Scope } from "../flow/scope.ts";
import { readImage } from "../image/read-image.ts";
import { newTrail } from "./call-action.ts";
import { callWorkflow } from "./call-workflow.ts";
import { carriedByText, noteCondition, readBindings } from "./collect.ts";
import { addHeld, type Contexts, contextPath } from "./contexts.ts";
import { type Following, type Given, isWithin, type Left, MAX_DEPTH, MAX_FILES } from "./following.ts";
import { jobFacts } from "./job-facts.ts";
import { inOrderOfNeed } from "./job-order.ts";
import { matrixValues } from "./matrix.ts";
import type { Action, Bindings, Container, GithubActionsModel, Input, Job, Workflow } from "./model.ts";
import { readStep, type Surroundings } from "./step-flows.ts";

/** What a walk through a file finds, and what it leaves to whoever uses the file. */
export interface Walked extends Left, Pick<Following, "collected" | "calls" | "gaps"> {}

/** How a walk begins. */
interface Start {
  readonly given: Given;
  /** Who can start it. */
  readonly triggers: readonly Trigger[];
  readonly siblings: Siblings<GithubActionsModel> | undefined;
  readonly entered?: readonly string[];
  readonly budget?: Following["budget"];
}

/** Walks through a workflow or action, and into what it uses of its own repository. */
export function walk(
  model: GithubActionsModel,
  { given, triggers, siblings, entered = [], budget = { left: MAX_FILES } }: Start,
): Walked {
  const path = [...entered, model.path];
  const following: Following = {
    model,
    collected: collectNothing(),
    siblings,
    calls: [],
    gaps: [],
    entered: path,
    budget,
    writes: new Set(),
    enter(callee, handedOver) {
      if (path.length > MAX_DEPTH || path.includes(callee.path) || budget.left-- <= 0) return NOTHING_LEFT;
      return walk(callee, { given: handedOver, triggers, siblings, entered: path, budget });
    },
  };
  const site: Site = { file: model.path, triggers };
  const left =
    model.kind === "workflow" ? readWorkflow(following, site, model, given) : readAction(following, site, model, given);
  const { collected, calls, gaps } = following;
  return { collected, calls, gaps, ...left };
}

const NOTHING_LEFT: Left = { outputs: new Map(), written: new Map() };

const NOTHING: Scope = [];

const DOCKER = "docker://";

function readWorkflow(following: Following, site: Site, workflow: Workflow, { contexts: given }: Given): Left {
  const { collected } = following;
  const contexts: Contexts = new Map(given);
  for (const text of [workflow.runName, workflow.concurrency?.group]) carriedByText(collected, site, text, NOTHING);
  for (const event of workflow.on) {
    const by = event.name.value === "workflow_dispatch" ? "person" : "caller";
    collected.parameters.push(...event.inputs.map((input) => parameterOf(input, by)));
  }
  const env = readBindings(collected, site, workflow.env, [contexts], "env");
  for (const job of inOrderOfNeed(workflow.jobs)) readJob(following, site, workflow, job, { env, contexts });
  collected.jobs.sort((a, b) => a.place.span.start - b.place.span.start);
  const outputs: Contexts = new Map();
  for (const { name, value } of workflow.on.flatMap((event) => event.outputs))
    addHeld(outputs, contextPath(name.value), carriedByText(collected, site, value, [contexts]));
  return { outputs, written: new Map() };
}

function readAction(following: Following, site: Site, action: Action, given: Given): Left {
  const { collected } = following;
  const contexts = withDefaults(collected, site, action, given);
  const trail = newTrail();
  const env = readBindings(collected, site, action.env, [contexts], "env");
  const process = [env, given.environment];
  const outer = [...process, contexts];
  for (const step of action.steps) readStep(following, site, step, { shell: { value: "bash" }, outer, process, trail });
  collected.parameters.push(...action.inputs.map((input) => parameterOf(input, "caller")));
  const outputs: Contexts = new Map();
  for (const { name, value } of action.outputs)
    addHeld(outputs, contextPath(name.value), carriedByText(collected, site, value, [...outer, trail.outputs]));
  for (const argument of action.args) {
    const sink = { kind: "argv" as const, name: "the container", place: argument.place };
    addFlows(collected, carriedByText(collected, site, argument, outer, "input"), sink);
  }
  // A `Dockerfile` is built from the action's own repository; only a ready-made image can change under it.
  if (action.image?.value.startsWith(DOCKER) === true) {
    const { name, version, pinned } = readImage(action.image.value.slice(DOCKER.length));
    const secrets = everything(process).map(({ reference }) => reference);
    collected.images.push({ name, version, pinned, place: action.image.place, runsJob: false, secrets });
  }
  return { outputs, written: trail.written };
}

/** The inputs of an action: what callers give, and the expression that stands in where one gives nothing. */
function withDefaults(collected: Collected, site: Site, { inputs }: Action, { contexts }: Given): Contexts {
  const held: Contexts = new Map(contexts);
  for (const { name, default: value } of inputs)
    addHeld(held, contextPath("inputs", name.value), carriedByText(collected, site, value, NOTHING, "input"));
  return held;
}

/** What all jobs of a workflow have around them. */
interface Shared {
  readonly env: Scope[number];
  readonly contexts: Contexts;
}

function readJob(following: Following, outer: Site, workflow: Workflow, job: Job, { env, contexts }: Shared): void {
  const { collected } = following;
  const environment = job.environment?.name?.value;
  const site: Site = { ...outer, job: job.id.value, ...(environment !== undefined && { environment }) };
  const variables = [readBindings(collected, site, job.env, [env, contexts], "env"), env];
  const scope = [...variables, contexts];
  noteCondition(collected, site, job.if, scope);
  const texts = [job.name, ...job.runsOn, job.environment?.name, job.environment?.url, job.concurrency?.group];
  for (const text of texts) carriedByText(collected, site, text, scope);
  for (const service of job.services) readContainer(collected, site, service.container, scope);
  const inside = job.container === undefined ? NOTHING : readContainer(collected, site, job.container, scope);
  const left = callWorkflow(following, site, job, scope);
  const shell = job.defaults.shell ?? workflow.defaults.shell;
  const { continueOnError } = job;
  const trail = newTrail();
  const surroundings: Surroundings = {
    shell: shell ?? { value: defaultShell(job) },
    trail,
    outer: scope,
    process: [...variables, ...inside],
    ...(continueOnError !== undefined && { continueOnError }),
  };
  for (const step of job.steps) {
    readStep(following, site, step, surroundings);
  }
  for (const { name, value } of job.outputs) {
    const sink = { kind: "output" as const, name: name.value, place: value.place };
    const carried = carriedByText(collected, site, value, [...scope, trail.outputs]);
    addFlows(
      collected,
      carried.filter((secret) => !wasWritten(following, secret)),
      sink,
    );
    noteOutput(contexts, job, name.value, carried);
  }
  for (const [name, carried] of left?.outputs ?? []) noteOutput(contexts, job, name, carried);
  noteImages(collected, job);
  collected.jobs.push(jobFacts(workflow, job));
}

/** Whether a secret comes from where a step has written it for others, which was told there. */
const wasWritten = ({ writes }: Following, { path }: Carried): boolean => path.some((place) => writes.has(place));

/** What other jobs get of a job's output. A value that the runner knows to be a secret is left out of it. */
function noteOutput(contexts: Contexts, { id }: Job, name: string, carried: readonly Carried[]): void {
  const arrives = carried.filter(({ masked }) => !masked);
  for (const context of ["needs", "jobs"]) addHeld(contexts, contextPath(context, id.value, "outputs", name), arrives);
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
