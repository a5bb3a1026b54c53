import type { Inclusion, PipelineFlows, Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { type HandOver, noteHandOvers } from "../environment/hand-over.ts";
import { noteLiteral } from "../environment/note-literal.ts";
import { carriedByText, type Level, levelOf, type Reach, scopeOf } from "../environment/reach.ts";
import { readSection } from "../environment/script-flows.ts";
import { type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type ScriptReader, scriptReader } from "../flow/script-reader.ts";
import { joinLines } from "../script/join-lines.ts";
import { TRAVIS } from "./dialect.ts";
import type { Deploy, Environment, Job, TravisModel } from "./model.ts";
import { opennessOf } from "./openness.ts";
import { readTool } from "./tool-flows.ts";

/** What the jobs of one file share. */
interface Following {
  readonly model: TravisModel;
  readonly collected: Collected;
  readonly reader: ScriptReader;
  readonly seenLiterals: Set<number>;
  /** Deployments that have been read: jobs take over those of the top. */
  readonly seenDeploys: Set<number>;
  /** How often each name of a deployment has been given. */
  readonly deployNames: Map<string, number>;
  readonly global: Level;
}

/** The references, flows and literals of a build. */
export function flows(model: TravisModel): PipelineFlows {
  const collected = collectNothing();
  const global = levelOf(model.global.variables, model.global.nameless);
  const reader = scriptReader(TRAVIS.runner);
  const following: Following = {
    model,
    collected,
    reader,
    seenLiterals: new Set(),
    seenDeploys: new Set(),
    deployNames: new Map(),
    global,
  };
  const { triggers } = opennessOf(model, { conditions: [] });
  readTop(following, triggers);
  for (const job of model.jobs) readJob(following, job);
  // Every job's environment holds all variables of the repository's settings.
  return { platform: TRAVIS.platform, file: model.path, triggers, sharesSecrets: true, ...collected };
}

/** A fork's pull request gets no secret, so what uses one is not started by it. */
const withSecrets = (triggers: readonly Trigger[]): Trigger[] =>
  triggers.map(({ event }) => ({ event, untrusted: false }));

function readTop({ model, collected, seenLiterals, global }: Following, triggers: readonly Trigger[]): void {
  const site: Site = { file: model.path, triggers: withSecrets(triggers) };
  const reach: Reach = { dialect: TRAVIS, collected, site, made: new Map(), levels: [global] };
  noteValues(reach, model.global, seenLiterals);
  scopeOf(reach);
  for (const source of model.imports) collected.inclusions.push(inclusionOf(source));
  for (const tool of model.services) readTool(reach, tool.name === "vault" ? "vault" : "notify", tool, seenLiterals);
}

function noteValues({ collected, site }: Reach, { variables }: Environment, seen: Set<number>): void {
  for (const { name, value } of variables) {
    if (value !== undefined) noteLiteral(collected, site, name.value, value, "env", seen);
  }
}

function readJob(following: Following, job: Job): void {
  const { model, collected, reader, seenLiterals, global } = following;
  const { triggers, anyBranch } = opennessOf(model, job);
  const site: Site = { file: model.path, triggers: withSecrets(triggers), job: job.name };
  const own = levelOf(job.environment.variables, job.environment.nameless);
  const reach: Reach = { dialect: TRAVIS, collected, site, made: new Map(), levels: [own, global] };
  noteValues(reach, job.environment, seenLiterals);
  scopeOf(reach);
  collected.jobs.push({ name: job.name, place: job.place, triggers, approved: false, anyBranch });
  const handOvers: HandOver[] = [
    { kind: "cache", paths: job.caches, excluded: [] },
    { kind: "artefact", paths: job.artifacts, excluded: [] },
  ];
  noteHandOvers(collected, job.name, handOvers);
  for (const path of handOvers.flatMap(({ paths }) => paths)) carriedByText(reach, path);
  if (job.lines.length > 0) {
    const { mayFail } = job;
    readSection(reach, reader, {
      text: joinLines(job.lines),
      language: "bash",
      handOvers,
      ...(mayFail !== undefined && { goesOn: { by: "job", place: mayFail.place } }),
    });
  }
  for (const addon of job.addons) readTool(reach, "addon", addon, seenLiterals);
  for (const deploy of job.deploys) readDeploy(following, reach, deploy);
}

/** A deployment is a job of its own: it runs where its conditions say, and on the main branch where they say nothing. */
function readDeploy(following: Following, outer: Reach, deploy: Deploy): void {
  const { collected, reader, seenDeploys, seenLiterals, deployNames } = following;
  const { name: provider, place, script, tags, allBranches, branches } = deploy;
  if (seenDeploys.has(place.span.start)) return;
  seenDeploys.add(place.span.start);
  const of = branches.length === 0 ? "" : ` (${branches.map(({ value }) => value).join(", ")})`;
  const plain = `deploy ${provider}${of}`;
  const count = (deployNames.get(plain) ?? 0) + 1;
  deployNames.set(plain, count);
  const job = count === 1 ? plain : `${plain} ${count}`;
  const triggers: Trigger[] = [{ event: tags ? "tag" : "push", untrusted: false }];
  const reach: Reach = { ...outer, made: new Map(), site: { ...outer.site, triggers, job } };
  collected.jobs.push({
    name: job,
    place,
    triggers,
    approved: false,
    anyBranch: allBranches && !tags,
    ...(outer.site.job !== undefined && { partOf: outer.site.job }),
  });
  readTool(reach, "deploy", deploy, seenLiterals);
  if (script !== undefined) readSection(reach, reader, { text: joinLines([script]), language: "bash", handOvers: [] });
}

/** `owner/repository:path@version`, or a path of the repository itself. */
function inclusionOf(source: Scalar): Inclusion {
  const [, other, path = "", version = ""] =
    /^(?:([\w.-]+\/[\w.-]+):)?([^@]*)(?:@(.*))?$/s.exec(source.value.trim()) ?? [];
  const own = other === undefined;
  const pinned = own || /^[0-9a-f]{40}$/i.test(version);
  return { name: own ? path : `${other} ${path}`, version, place: source.place, pinned, trusted: own };
}
