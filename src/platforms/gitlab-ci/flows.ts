import type { Inclusion, PipelineFlows, Sink } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { addUnused } from "../flow/add-unused.ts";
import { addFlows, type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type Carried, everything, type Held } from "../flow/scope.ts";
import { type ScriptReader, scriptReader } from "../flow/script-reader.ts";
import { startOf } from "../flow/start-of.ts";
import { readImage } from "../image/read-image.ts";
import { handedOver } from "./handed-over.ts";
import { ownPathsOf } from "./included-files.ts";
import { jobFacts } from "./job-facts.ts";
import { noteInputs, noteLiterals } from "./literals.ts";
import type { GitlabCiModel, Image, Include, Job, Service, Trigger, Variable } from "./model.ts";
import { noteParameters } from "./parameters.ts";
import { carriedByText, filledIn, type Level, levelOf, PLATFORM, type Reach, referenceAt, scopeOf } from "./reach.ts";
import { RUNNER, readSection } from "./script-flows.ts";
import { noteTransfers } from "./transfers.ts";
import { readTriggers, type Triggers } from "./triggers.ts";

/** What the jobs of one file share. */
interface Following {
  readonly model: GitlabCiModel;
  readonly collected: Collected;
  readonly triggers: Triggers;
  readonly reader: ScriptReader;
  readonly seenLiterals: Set<string>;
  /** Where the lines start that jobs have run. */
  readonly seenLines: Set<string>;
  readonly globals: Level;
  /** What jobs of other pipelines hand over. */
  readonly handed: readonly Level[];
}

/** A pipeline's references, flows and literals. */
export function flows(model: GitlabCiModel): PipelineFlows {
  const collected = collectNothing();
  const triggers = readTriggers(model);
  const globals = [...model.variables, ...variablesOfRules(model.workflow.rules)];
  const top: Site = { file: model.path, triggers: triggers.pipeline };
  const { started } = model;
  const following: Following = {
    model,
    handed: started === undefined ? [] : [handedOver(freshReach(model, collected, top), started)],
    collected,
    triggers,
    reader: scriptReader(RUNNER),
    seenLiterals: new Set(),
    seenLines: new Set(),
    globals: levelOf(globals),
  };
  readTop(following, globals);
  for (const job of model.jobs) if (!job.hidden) readJob(following, job, collected);
  const templates: Collected = { ...collectNothing(), literals: collected.literals };
  for (const job of model.jobs) if (job.hidden) readJob(following, job, templates);
  readShadowed(following, templates);
  readFragments(following, templates);
  addUnused(collected, templates);
  const unfollowed = collected.unfollowed ?? model.joined?.unfollowed;
  return {
    platform: PLATFORM,
    file: model.path,
    triggers: triggers.pipeline,
    // Every job's environment holds all variables of the project.
    sharesSecrets: true,
    ...collected,
    ...(unfollowed !== undefined && { unfollowed }),
    ...(model.gaps !== undefined && { gaps: model.gaps }),
  };
}

const variablesOfRules = (rules: Job["rules"]): readonly Variable[] =>
  (rules ?? []).flatMap(({ variables }) => variables);

const NOTHING: Held = new Map();

const freshReach = (model: GitlabCiModel, collected: Collected, site: Site) => ({
  collected,
  site,
  unit: model.unit,
  made: new Map(),
  ...filesOf(model),
});

/** Paths of all files that it speaks of, where there are several. */
function filesOf({ unit, path, joined, started }: GitlabCiModel): Pick<Reach, "files"> {
  if (joined === undefined && started === undefined) return {};
  const above = (started?.by ?? []).flatMap(({ files }) => [...files]);
  return { files: new Map([...above, [unit, path], ...(joined?.files ?? [])]) };
}

/** The file of a pipeline that a place lies in. */
const pathOf = ({ path, joined }: GitlabCiModel, { unit }: Place): string => joined?.files.get(unit) ?? path;

function readTop(
  { model, collected, triggers, globals, handed, seenLiterals }: Following,
  variables: readonly Variable[],
): void {
  const site: Site = { file: model.path, triggers: triggers.pipeline };
  const reach: Reach = { ...freshReach(model, collected, site), levels: [...handed, globals], fetched: NOTHING };
  noteLiterals(collected, site, variables, seenLiterals);
  noteParameters(collected, model);
  scopeOf(reach);
  carriedByText(reach, model.workflow.name);
  for (const rule of model.workflow.rules ?? []) carriedByText(reach, rule.if);
  readIncludes(reach, model.includes);
}

/** What a file is given as inputs goes there. */
function readIncludes(reach: Reach, includes: readonly Include[]): void {
  for (const include of includes) {
    for (const rule of include.rules ?? []) carriedByText(reach, rule.if);
    noteInputs(reach.collected, reach.site, include.inputs);
    const { job } = reach.site;
    reach.collected.inclusions.push({ ...inclusionOf(include), ...(job !== undefined && { job }) });
    const inputs = include.inputs.flatMap(({ value }) => carriedByText(reach, value, "input"));
    addFlows(reach.collected, inputs, calleeOf(include));
  }
}

const FULL_COMMIT = /^[0-9a-f]{40}$/i;

function calleeOf(include: Include): Sink {
  const { name, place, pinned, trusted } = inclusionOf(include);
  return { kind: "callee", name, place, pinned, trusted };
}

function inclusionOf(include: Include): Inclusion {
  const { kind, name, project, ref, integrity } = include;
  const own = kind === "artifact" || ownPathsOf(include) !== undefined || kind === "local";
  const at = name.value.lastIndexOf("@");
  const isVersioned = kind === "component" && at !== -1;
  const version = isVersioned ? name.value.slice(at + 1) : (ref?.value ?? "");
  const pinned = own || integrity !== undefined || FULL_COMMIT.test(version);
  const plain = isVersioned ? name.value.slice(0, at) : name.value;
  const called = project === undefined ? plain : `${project.value} ${plain}`;
  return { name: called, version, place: name.place, pinned, trusted: own || kind === "template" };
}

function readJob(following: Following, job: Job, collected: Collected): void {
  const environment = job.environment?.name?.value;
  const { model, triggers, globals, handed, seenLiterals } = following;
  const site: Site = {
    file: pathOf(model, job.place),
    triggers: triggers.of(job),
    job: job.name.value,
    ...(environment !== undefined && { environment }),
  };
  const matrix = job.matrix.map(({ name, value }): Variable => ({ name, value, options: [] }));
  const variables = [...job.variables, ...variablesOfRules(job.rules), ...matrix];
  noteLiterals(collected, site, variables, seenLiterals);
  const levels = [...handed, levelOf(variables), inheritedBy(job, globals)];
  const bare = { ...freshReach(model, collected, site), levels };
  const reach: Reach = { ...bare, fetched: fetchedBy({ ...bare, fetched: NOTHING }, job) };
  const scope = scopeOf(reach);
  noteTexts(reach, job);
  noteTransfers(collected, job);
  if (!job.hidden) collected.jobs.push(jobFacts(model, job, site.triggers));
  const sections = [[...job.beforeScript, ...job.script], job.preGetSourcesScript, job.afterScript];
  const read = sections.flatMap((lines) => readSection(reach, following.reader, job, lines));
  for (const { place } of sections.flat()) following.seenLines.add(startOf(place));
  const present = distinct([...read, ...everything(scope)]);
  for (const image of job.image === undefined ? [] : [job.image]) readContainer(reach, image, present, true);
  for (const service of job.services) {
    noteLiterals(collected, site, service.variables, seenLiterals);
    readContainer(reach, service, [...present, ...carriedByService(reach, service)], false);
  }
  if (job.trigger !== undefined) readTrigger(reach, job.trigger, [...everything(scope)]);
}

/** Reads what other files of the pipeline write over: it runs in no job of this one. */
function readShadowed(following: Following, collected: Collected): void {
  const { jobs, variables } = following.model.joined?.shadowed ?? { jobs: [], variables: [] };
  noteLiterals(collected, {}, variables, following.seenLiterals);
  for (const job of jobs) readJob(following, job, collected);
}

/** Reads the sections that no job of the file runs, as a job without any settings would. */
function readFragments({ model, triggers, globals, handed, reader, seenLines }: Following, collected: Collected): void {
  const site: Site = { file: model.path, triggers: triggers.pipeline };
  const reach: Reach = { ...freshReach(model, collected, site), levels: [...handed, globals], fetched: NOTHING };
  for (const lines of model.fragments) {
    if (lines.some(({ place }) => seenLines.has(startOf(place)))) continue;
    readSection(reach, reader, { tags: [], caches: [] }, lines);
  }
}

function inheritedBy({ inheritsVariables }: Job, globals: Level): Level {
  if (inheritsVariables === true) return globals;
  const names = new Set(inheritsVariables === false ? [] : inheritsVariables.map(({ value }) => value));
  return { values: new Map([...globals.values].filter(([name]) => names.has(name))), held: globals.held };
}

/** Variables that the job fills from a vault, and tokens that GitLab makes for it. */
function fetchedBy(reach: Reach, { secrets, idTokens }: Job): Held {
  const held = new Map<string, readonly Carried[]>();
  for (const { name } of idTokens) {
    held.set(name.value, [
      { reference: referenceAt(reach, name.value, name.place, "env", true), path: [], masked: true },
    ]);
  }
  for (const { name, file } of secrets) {
    const via = file?.value === "false" ? "env" : "mount";
    held.set(name.value, [
      { reference: referenceAt(reach, name.value, name.place, via, false), path: [], masked: true },
    ]);
  }
  return held;
}

/** Uses of secrets in whatever GitLab fills in beside scripts and variables. */
function noteTexts(reach: Reach, job: Job): void {
  const conditions = [
    ...(job.rules ?? []).map((rule) => rule.if),
    ...(job.only?.variables ?? []),
    ...(job.except?.variables ?? []),
  ];
  const files = [...(job.artifacts?.paths ?? []), ...job.caches.flatMap(({ key, paths }) => [key, ...paths])];
  const texts = [job.environment?.name, job.environment?.url, ...conditions, ...files, ...job.tags];
  for (const text of texts) carriedByText(reach, text);
}

function distinct(carried: readonly Carried[]): Carried[] {
  return [...new Map(carried.map((secret) => [secret.reference, secret])).values()];
}

/** The runner hands every variable of the job to its image and to each service. */
function readContainer(reach: Reach, image: Image, present: readonly Carried[], runsJob: boolean): void {
  const { collected, site } = reach;
  const { place } = image.name;
  carriedByText(reach, image.name);
  const { name, version, pinned, trusted } = readImage(filledIn(reach, image.name.value));
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const secrets = present.map(({ reference }) => reference);
  const where = { place, ...(site.job !== undefined && { job: site.job }) };
  collected.images.push({ name, version, pinned, ...where, runsJob, secrets });
}

function carriedByService(reach: Reach, { variables, command, entrypoint }: Service): Carried[] {
  const inner: Reach = { ...reach, levels: [levelOf(variables), ...reach.levels] };
  const texts = [...command, ...entrypoint].flatMap((text) => carriedByText(inner, text));
  return [...everything(scopeOf({ ...inner, levels: inner.levels.slice(0, 1) })), ...texts];
}

/** A downstream pipeline gets the variables of the file, unless told otherwise. */
function readTrigger(reach: Reach, trigger: Trigger, held: readonly Carried[]): void {
  const { project, includes, inputs, forwardYamlVariables } = trigger;
  noteInputs(reach.collected, reach.site, inputs);
  const given = inputs.flatMap(({ value }) => carriedByText(reach, value, "input"));
  const forwarded = forwardYamlVariables?.value === "false" ? given : [...given, ...held];
  if (project !== undefined) {
    const sink: Sink = { kind: "callee", name: project.value, place: project.place, pinned: false, trusted: false };
    addFlows(reach.collected, forwarded, sink);
  }
  readIncludes(reach, includes);
  for (const include of includes) addFlows(reach.collected, forwarded, calleeOf(include));
}
