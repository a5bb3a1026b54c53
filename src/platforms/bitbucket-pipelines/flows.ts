import type { ImageUse, Literal, PipelineFlows, PipelineJob } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import { isComputed, noteLiteral } from "../environment/note-literal.ts";
import { type Binding, boundTo, carriedByText, filledIn, levelOf, type Reach } from "../environment/reach.ts";
import { addUnused } from "../flow/add-unused.ts";
import { addFlows, type Collected, collectNothing } from "../flow/collected.ts";
import type { Carried } from "../flow/scope.ts";
import { scriptReader } from "../flow/script-reader.ts";
import { readImage } from "../image/read-image.ts";
import { BITBUCKET } from "./dialect.ts";
import type { BitbucketModel, Image, Parameter, Service } from "./model.ts";
import { type Following, readWork } from "./step-flows.ts";
import { type Job, jobsOf } from "./steps-to-run.ts";

/** The references, flows and literals of a file's pipelines. */
export function flows(model: BitbucketModel): PipelineFlows {
  const following: Following = { model, reader: scriptReader(BITBUCKET.runner), seenLiterals: new Set() };
  const collected = collectNothing();
  for (const parameter of model.pipelines.flatMap(({ variables }) => variables)) noteParameter(collected, parameter);
  for (const source of model.imports) collected.inclusions.push({ ...importOf(source.value), place: source.place });
  for (const { name, value } of model.image?.credentials ?? [])
    noteLiteral(collected, {}, name.value, value, "registry", following.seenLiterals);
  const jobs = jobsOf(model);
  for (const job of jobs) if (job.runs) readJob(following, collected, job);
  const unused: Collected = { ...collectNothing(), literals: collected.literals };
  for (const job of jobs) if (!job.runs) readJob(following, unused, job);
  for (const service of model.services) noteVariables(following, collected, service);
  addUnused(collected, unused);
  const triggers = [...new Map(jobs.flatMap((job) => job.triggers).map((one) => [one.event, one])).values()];
  // Every step's environment holds all variables of the repository and the workspace.
  return { platform: BITBUCKET.platform, file: model.path, triggers, sharesSecrets: true, ...collected };
}

function readJob(following: Following, collected: Collected, job: Job): void {
  const { model } = following;
  const { step, name, triggers, deployment, parameters } = job;
  const environment = deployment?.value;
  const site = { file: model.path, triggers, job: name, ...(environment !== undefined && { environment }) };
  const levels = [levelOf(parameters.map(bindingOf))];
  const reach: Reach = { dialect: BITBUCKET, collected, site, made: new Map(), levels };
  collected.jobs.push(...(job.runs ? [jobFacts(job)] : []));
  const present = [...new Map(readWork(following, reach, step).map((one) => [one.reference, one])).values()];
  const image = step.image ?? model.image;
  if (image !== undefined) readContainer(following, reach, image, present, true);
  const used = new Set(step.services.map(({ value }) => value));
  for (const service of model.services) if (used.has(service.name.value)) readService(following, reach, service);
}

/** What somebody types in is no stored secret. */
const bindingOf = ({ name, default: value }: Parameter): Binding => ({
  name,
  ...(value !== undefined && { value }),
  secured: false,
});

function jobFacts({ name, called, step, triggers, deployment, approved, anyBranch }: Job): PipelineJob {
  const own = step.runsOn.find(({ value }) => /^self\.hosted$/i.test(value));
  const { start, end } = called.place.span;
  // A step without a name is shown by its first line.
  const place =
    called === step ? { unit: called.place.unit, span: { start, end: Math.min(end, start + 1) } } : called.place;
  return {
    name,
    place,
    triggers,
    ...(deployment !== undefined && { environment: { name: deployment.value, place: deployment.place } }),
    ...(own !== undefined && { ownMachine: { name: own.value, place: own.place } }),
    approved,
    anyBranch,
  };
}

function noteVariables({ seenLiterals }: Following, collected: Collected, { variables }: Service): void {
  for (const { name, value } of variables) noteLiteral(collected, {}, name.value, value, "env", seenLiterals);
}

function readService(following: Following, reach: Reach, service: Service): void {
  const given = service.variables.flatMap(({ name, value }) => carriedByText(boundTo(reach, name.value), value, "env"));
  noteVariables(following, reach.collected, service);
  if (service.image !== undefined) readContainer(following, reach, service.image, given, false);
}

function readContainer(
  { seenLiterals }: Following,
  reach: Reach,
  { name: written, credentials }: Image,
  present: readonly Carried[],
  runsJob: boolean,
): void {
  const { collected, site } = reach;
  for (const { name, value } of credentials) {
    noteLiteral(collected, site, name.value, value, "registry", seenLiterals);
    carriedByText(boundTo(reach, name.value), value, "input");
  }
  carriedByText(reach, written);
  const { name, version, pinned, trusted } = readImage(filledIn(reach, written.value));
  const { place } = written;
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const secrets = present.map(({ reference }) => reference);
  const use: ImageUse = { name, version, pinned, place, runsJob, secrets };
  collected.images.push({ ...use, ...(site.job !== undefined && { job: site.job }) });
}

/** A variable of a pipeline that is started by hand. */
function noteParameter({ parameters }: Collected, { name, default: preset, limited }: Parameter): void {
  const written = preset !== undefined && preset.value !== "" && !limited && !isComputed(preset.value);
  const value: Literal | undefined = written
    ? { name: name.value, place: preset.place, ...placedText(preset), via: "input" }
    : undefined;
  parameters.push({
    name: name.value,
    place: name.place,
    by: "person",
    takesText: !limited,
    ...(value !== undefined && { default: value }),
  });
}

/** `repository:branch-or-tag:pipeline`; a file of the repository itself has no such parts. */
function importOf(source: string) {
  const [name = "", version = "", ...rest] = source.split(":");
  const own = rest.length === 0 && (version === "" || /\.ya?ml$/.test(version));
  const called = [name, ...rest].join(" ");
  const isCommit = /^[0-9a-f]{40}$/i.test(version);
  return { name: own ? source : called, version: own ? "" : version, pinned: own || isCommit, trusted: own };
}
