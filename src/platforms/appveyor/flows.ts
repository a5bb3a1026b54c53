import type { PipelineFlows, Trigger } from "../../core/pipeline.ts";
import { type HandOver, noteHandOvers } from "../environment/hand-over.ts";
import { noteLiteral } from "../environment/note-literal.ts";
import { levelOf, type Reach, scopeOf } from "../environment/reach.ts";
import { readSection } from "../environment/script-flows.ts";
import { type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type ScriptReader, scriptReader } from "../flow/script-reader.ts";
import { joinLines } from "../script/join-lines.ts";
import { APPVEYOR } from "./dialect.ts";
import type { AppveyorModel, Build, Tool } from "./model.ts";
import { readTool } from "./tool-flows.ts";

/** What the builds of one file share. */
interface Following {
  readonly model: AppveyorModel;
  readonly collected: Collected;
  readonly reader: ScriptReader;
  readonly seenLiterals: Set<number>;
  /** How often each name of a deployment has been given. */
  readonly deployNames: Map<string, number>;
}

/** The references, flows and literals of a file's builds. */
export function flows(model: AppveyorModel): PipelineFlows {
  const collected = collectNothing();
  const reader = scriptReader(APPVEYOR.runner);
  const following: Following = { model, collected, reader, seenLiterals: new Set(), deployNames: new Map() };
  for (const build of model.builds) readBuild(following, build);
  const triggers = [...new Map(collected.jobs.flatMap((job) => job.triggers).map((one) => [one.event, one])).values()];
  // Every job's environment holds all variables of the project's settings.
  return { platform: APPVEYOR.platform, file: model.path, triggers, sharesSecrets: true, ...collected };
}

/** What starts a build. A pull request may come from a fork, and gets no secret by default. */
function triggersOf({ tags }: Build): Trigger[] {
  const push: Trigger = { event: "push", untrusted: false };
  const tag: Trigger = { event: "tag", untrusted: false };
  if (tags === "only") return [tag];
  return [push, ...(tags === "none" ? [] : [tag]), { event: "pull_request", untrusted: true }];
}

function readBuild(following: Following, build: Build): void {
  const { model, collected, reader, seenLiterals } = following;
  const { name, place, environment, branches, sections, mayFail } = build;
  const triggers = triggersOf(build);
  const trusted = triggers.map(({ event }) => ({ event, untrusted: false }));
  const site: Site = { file: model.path, triggers: trusted, job: name };
  const levels = [levelOf(environment, [], APPVEYOR)];
  const reach: Reach = { dialect: APPVEYOR, collected, site, made: new Map(), levels };
  for (const { name: key, value } of environment) {
    if (value !== undefined) noteLiteral(collected, site, key.value, value, "env", seenLiterals);
  }
  scopeOf(reach);
  const anyBranch = build.tags !== "only" && branches === undefined;
  collected.jobs.push({ name, place, triggers, approved: false, anyBranch });
  const handOvers: HandOver[] = [
    { kind: "artefact", paths: build.artifacts, excluded: [] },
    { kind: "cache", paths: build.caches, excluded: [] },
  ];
  noteHandOvers(collected, name, handOvers);
  for (const { language, lines } of sections) {
    const goesOn = mayFail === undefined ? {} : { goesOn: { by: "job", place: mayFail } as const };
    readSection(reach, reader, { text: joinLines(lines), language, handOvers, ...goesOn });
  }
  for (const tool of build.settings) readTool(reach, "nuget", tool, seenLiterals);
  for (const tool of build.notifications) readTool(reach, "notify", tool, seenLiterals);
  for (const tool of build.deploys) readDeploy(following, reach, build, tool);
}

/** A deployment is a job of its own: it runs where its conditions say. */
function readDeploy({ collected, seenLiterals, deployNames }: Following, outer: Reach, build: Build, tool: Tool): void {
  const { name: provider, place, branches, tags } = tool;
  const of = branches.length === 0 ? "" : ` (${branches.map(({ value }) => value).join(", ")})`;
  const plain = `deploy ${provider}${of}`;
  const count = (deployNames.get(plain) ?? 0) + 1;
  deployNames.set(plain, count);
  const name = count === 1 ? plain : `${plain} ${count}`;
  const triggers: Trigger[] = [{ event: tags ? "tag" : "push", untrusted: false }];
  const anyBranch = !tags && branches.length === 0 && build.branches === undefined && build.tags !== "only";
  const reach: Reach = { ...outer, made: new Map(), site: { ...outer.site, triggers, job: name } };
  const { job } = outer.site;
  collected.jobs.push({ name, place, triggers, approved: false, anyBranch, ...(job !== undefined && { partOf: job }) });
  readTool(reach, "deploy", tool, seenLiterals);
}
