import { remembered } from "../flow/remembered.ts";
import type { Command, Executor, Job, Library, Orb } from "./model.ts";

/** Something that is defined, with the names that are known to it. */
export interface Found<Kind> {
  readonly found: Kind;
  readonly library: Library;
}

interface Index {
  readonly orbs: ReadonlyMap<string, Orb>;
  readonly executors: ReadonlyMap<string, Executor>;
  readonly commands: ReadonlyMap<string, Command>;
  readonly jobs: ReadonlyMap<string, Job>;
}

const byName = <Kind extends { readonly name: { readonly value: string } }>(
  items: readonly Kind[],
): ReadonlyMap<string, Kind> => new Map(items.map((item) => [item.name.value, item]));

const indexOf = remembered(
  ({ orbs, executors, commands, jobs }: Library): Index => ({
    orbs: new Map(orbs.map((orb) => [orb.alias.value, orb])),
    executors: byName(executors),
    commands: byName(commands),
    jobs: byName(jobs),
  }),
);

/** The library that a name with an orb's alias leads to, and the rest of the name. */
function follow(library: Library, name: string): { readonly library?: Library; readonly name: string } {
  const slash = name.indexOf("/");
  if (slash === -1) return { library, name };
  const { inline } = indexOf(library).orbs.get(name.slice(0, slash)) ?? {};
  return inline === undefined ? { name } : follow(inline, name.slice(slash + 1));
}

function find<Kind extends "executors" | "commands" | "jobs">(
  library: Library,
  kind: Kind,
  name: string,
): Found<Library[Kind][number]> | undefined {
  const { library: at, name: rest } = follow(library, name);
  const found = at === undefined ? undefined : (indexOf(at)[kind].get(rest) as Library[Kind][number] | undefined);
  return at === undefined || found === undefined ? undefined : { found, library: at };
}

export const findCommand = (library: Library, name: string): Found<Command> | undefined =>
  find(library, "commands", name);
export const findJob = (library: Library, name: string): Found<Job> | undefined => find(library, "jobs", name);
export const findExecutor = (library: Library, name: string): Found<Executor> | undefined =>
  find(library, "executors", name);

/** An orb of somebody else: its name without the version, the version, and whether that can change. */
export interface OrbReference {
  readonly name: string;
  /** Empty where there is none. */
  readonly version: string;
  /** A whole version, which CircleCI lets nobody publish twice. */
  readonly pinned: boolean;
  /** Whether CircleCI itself keeps it. */
  readonly trusted: boolean;
}

export function readOrb(source: string): OrbReference {
  const at = source.indexOf("@");
  const name = at === -1 ? source : source.slice(0, at);
  const version = at === -1 ? "" : source.slice(at + 1);
  return { name, version, pinned: /^\d+\.\d+\.\d+$/.test(version), trusted: name.startsWith("circleci/") };
}

/** A command or job of an orb, by its name in the file; nothing where no orb of that alias is known. */
export function orbOf(library: Library, name: string): OrbReference | undefined {
  const slash = name.indexOf("/");
  if (slash === -1) return undefined;
  const orb = indexOf(library).orbs.get(name.slice(0, slash));
  if (orb?.inline !== undefined) return orbOf(orb.inline, name.slice(slash + 1));
  return orb?.source === undefined ? undefined : readOrb(orb.source.value);
}
