import {
  type Attribution,
  attribute,
  type Course,
  contentAt,
  markerOfHolders,
  type PathChanges,
  parentsOf,
  refsAt,
} from "./attribution.ts";
import { changesOf } from "./changes.ts";
import type { Sightings } from "./sightings.ts";
import type { Survey } from "./survey.ts";

/** Where a secret is to be shown: in a file's content, or in the message of a commit or tag. */
export type Showing =
  | { readonly kind: "file"; readonly path: number; readonly content: number }
  | { readonly kind: "commit" | "tag"; readonly object: number };

/** One secret, with its way through history. */
export interface TracedSecret {
  readonly identity: string;
  readonly showing: Showing;
  /** Nothing where no commit has it. */
  readonly attribution: Attribution | undefined;
  /** In how many other places it is, or was: paths and messages. */
  readonly others: number;
}

interface Scene {
  readonly survey: Survey;
  readonly course: Course;
  readonly sightings: Sightings;
  readonly textOf: (path: number) => string;
}

/** Follows each secret that was sighted through all commits. */
export function traceSecrets(scene: Scene): TracedSecret[] {
  const { sightings, survey } = scene;
  const changes = changesOf(survey.changes, sightings.byPath.keys());
  const pathsBy = new Map<string, number[]>();
  for (const [path, secrets] of sightings.byPath) for (const identity of secrets.keys()) addTo(pathsBy, identity, path);
  const objectsBy = new Map<string, number[]>();
  for (const [object, identities] of sightings.byObject)
    for (const identity of identities) addTo(objectsBy, identity, object);
  const tools: Tools = {
    changesAt: (path) => changes.get(path) ?? new Map(),
    mark: markerOfHolders(scene.course),
    holds: new Uint8Array(survey.commits.count),
  };
  return [...new Set([...pathsBy.keys(), ...objectsBy.keys()])].sort().flatMap((identity) => {
    const paths = (pathsBy.get(identity) ?? []).sort((a, b) => (scene.textOf(a) < scene.textOf(b) ? -1 : 1));
    const objects = (objectsBy.get(identity) ?? []).sort((a, b) => a - b);
    return traceOne({ ...scene, ...tools }, identity, { paths, objects }) ?? [];
  });
}

function addTo(lists: Map<string, number[]>, key: string, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** What each trace uses anew. */
interface Tools {
  changesAt(path: number): PathChanges;
  readonly mark: ReturnType<typeof markerOfHolders>;
  /** By commit: 1 where it has the secret. */
  readonly holds: Uint8Array;
}

interface Places {
  readonly paths: readonly number[];
  readonly objects: readonly number[];
}

function traceOne(scene: Scene & Tools, identity: string, places: Places): TracedSecret | undefined {
  const { paths, objects } = places;
  const others = paths.length + objects.length - 1;
  return inFile(scene, identity, paths, others) ?? inMessage(scene, identity, objects[0], others);
}

function inFile(
  { course, sightings, changesAt, mark, holds }: Scene & Tools,
  identity: string,
  paths: readonly number[],
  others: number,
): TracedSecret | undefined {
  const heldAt = (path: number): ReadonlySet<number> => sightings.byPath.get(path)?.get(identity) ?? new Set();
  holds.fill(0);
  for (const path of paths) mark(changesAt(path), heldAt(path), holds);
  const attribution = attribute(course, holds);
  for (const path of paths) {
    const [any] = heldAt(path);
    const content = attribution === undefined ? any : contentAt(course, changesAt(path), attribution.commit);
    if (content !== undefined && heldAt(path).has(content))
      return { identity, showing: { kind: "file", path, content }, attribution, others };
  }
  return undefined;
}

/** A message belongs to its commit, and is there as long as that is. */
function inMessage(
  { survey: { commits, order }, course, holds }: Scene & Tools,
  identity: string,
  object: number | undefined,
  others: number,
): TracedSecret | undefined {
  if (object === undefined) return undefined;
  const commit = commits.commitOf.get(object);
  if (commit === undefined) {
    const tips = course.tips.filter(({ tags }) => tags.includes(object));
    const tagged = tips.find((tip) => tip.commit >= 0)?.commit;
    const refs = tips.map(({ name }) => name);
    const attribution =
      tagged === undefined ? undefined : { commit: tagged, removed: undefined, refs, refCount: refs.length };
    return { identity, showing: { kind: "tag", object }, attribution, others };
  }
  holds.fill(0);
  holds[commit] = 1;
  for (let at = order.length - 1; at >= 0; at--) {
    const one = order[at] as number;
    if (parentsOf(commits, one).some((parent) => parent >= 0 && holds[parent] === 1)) holds[one] = 1;
  }
  const attribution = { commit, removed: undefined, ...refsAt(course.tips, holds) };
  return { identity, showing: { kind: "commit", object }, attribution, others };
}
