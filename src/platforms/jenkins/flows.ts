import type { Inclusion, PipelineFlows } from "../../core/pipeline.ts";
import type { Site } from "../flow/collected.ts";
import type { Definition } from "./groovy/nodes.ts";
import { noteHandedOn } from "./handed-on.ts";
import { jobsOf } from "./job-facts.ts";
import type { JenkinsModel, Library } from "./model.ts";
import { noteParameters } from "./parameters.ts";
import { PLATFORM, type Reach, type Walk } from "./reach.ts";
import { triggersOf } from "./triggers.ts";
import { createWalk, readFunction } from "./walk.ts";

/** A file's references, flows and literals. */
export function flows(model: JenkinsModel): PipelineFlows {
  const triggers = triggersOf(model);
  const walk = createWalk(model);
  const { collected } = walk;
  const site: Site = { file: model.path, triggers };
  const reach: Reach = { site, levels: [], locals: [new Map()] };
  noteParameters(collected, model);
  collected.inclusions.push(...model.libraries.map(inclusionOf));
  walk.read(model.statements, reach);
  readFunctions(walk, reach);
  noteHandedOn(collected);
  const jobs = jobsOf(model, triggers);
  collected.jobs.push(...jobs);
  return { platform: PLATFORM, file: model.path, triggers, sharesSecrets: false, ...collected };
}

/** Reads each function of the file as the call has it that brings most secrets, and those that nothing calls. */
function readFunctions(walk: Walk, bare: Reach): void {
  const unread = new Map(walk.functions);
  for (let next = nextOf(walk, unread); next !== undefined; next = nextOf(walk, unread)) {
    unread.delete(next.name.name);
    const { reach, given } = walk.calls.get(next.name.name) ?? { reach: bare, given: [] };
    // The call may stand in a block that has ended by now.
    const held = reach.levels.flatMap((level) => [...level.held.values()].flat());
    const around = [...held, ...given.flatMap(({ carried }) => carried)];
    const within = new Set(around.map(({ reference }) => reference).filter((one) => walk.left.delete(one)));
    const locals = [...reach.locals.slice(0, -1), ...bare.locals];
    readFunction(walk, next.parameters, next.body, { ...reach, locals }, given);
    for (const reference of within) walk.left.add(reference);
  }
}

/** A function that was called, or any where none of those left was. */
function nextOf({ calls }: Walk, unread: ReadonlyMap<string, Definition>): Definition | undefined {
  for (const [name, found] of unread) if (calls.has(name)) return found;
  const [first] = unread.values();
  return first;
}

const COMMIT = /^[0-9a-f]{40}$/i;

/** A library lies in a repository that Jenkins' settings name; a tag or branch of it can be moved. */
function inclusionOf({ name, version, place }: Library): Inclusion {
  return { name, version, place, pinned: COMMIT.test(version), trusted: false };
}
