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

/** Reads each function of the file as the call has it that brings most secrets, and those that nothing calls; of a library what is called. */
function readFunctions(walk: Walk, bare: Reach): void {
  const unread = new Map(walk.functions);
  for (let name = nextOf(walk, unread); name !== undefined; name = nextOf(walk, unread)) {
    const next = unread.get(name);
    unread.delete(name);
    if (next === undefined) continue;
    const { reach, given } = walk.calls.get(name) ?? { reach: bare, given: [] };
    // The call may stand in a block that has ended by now.
    const held = reach.levels.flatMap((level) => [...level.held.values()].flat());
    const around = [...held, ...given.flatMap(({ carried }) => carried)];
    const within = new Set(around.map(({ reference }) => reference).filter((one) => walk.left.delete(one)));
    const locals = [...reach.locals.slice(0, -1), ...bare.locals];
    readFunction(walk, next.parameters, next.body, { ...reach, locals }, given);
    for (const reference of within) walk.left.add(reference);
  }
}

/** The name of a function that was called, or of any of the file's own where none of those left was. */
function nextOf({ calls, model }: Walk, unread: ReadonlyMap<string, Definition>): string | undefined {
  for (const name of unread.keys()) if (calls.has(name)) return name;
  const first = model.functions.find(({ name }) => unread.get(name.name) !== undefined);
  return first?.name.name;
}

const COMMIT = /^[0-9a-f]{40}$/i;

/** A library lies in a repository that Jenkins' settings name; a tag or branch of it can be moved. */
function inclusionOf({ name, version, place }: Library): Inclusion {
  return { name, version, place, pinned: COMMIT.test(version), trusted: false };
}
