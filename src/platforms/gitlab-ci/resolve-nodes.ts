import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import { mergeMaps } from "./merge-maps.ts";

/** Levels of `extends` and of nested `!reference` that GitLab follows. */
const MAX_DEPTH = 11;

/** Entries and items that `extends` and `!reference` may bring into a file, all together. */
const MAX_BROUGHT = 100_000;

/** Follows `extends` and `!reference` within one file. */
export interface Resolver {
  /** A job's map with what it extends merged in, and its references filled in at the first level. */
  job(entry: Entry): Mapping;
  /** The items of a list, those of nested lists and references in their places. */
  flatten(node: DocumentNode | undefined): readonly DocumentNode[];
  /** What a node stands for where it is a reference; the node itself where it is none. */
  follow(node: DocumentNode | undefined): DocumentNode | undefined;
  /** What could not be followed, the first of its kind. */
  problems(): readonly DocumentProblem[];
}

interface Resolving {
  readonly root: Mapping;
  readonly isPart: boolean;
  readonly byName: ReadonlyMap<string, Entry>;
  readonly merged: Map<string, Mapping>;
  readonly problems: Map<string, DocumentProblem>;
  brought: number;
}

/** `isPart` says that another file may have what this one leans on; what is not there is then no problem. */
export function createResolver(root: Mapping, isPart: boolean): Resolver {
  const byName = new Map(root.entries.map((entry) => [entry.key.value, entry]));
  const state: Resolving = { root, isPart, byName, merged: new Map(), problems: new Map(), brought: 0 };
  return {
    job: (entry) => extended(state, entry, []),
    flatten: (node) => flatten(state, node, 0),
    follow: (node) => follow(state, node, 0),
    problems: () => [...state.problems.values()],
  };
}

function report(state: Resolving, kind: string, { place }: Scalar | DocumentNode, message: string, hint: string): void {
  if (!state.problems.has(kind)) state.problems.set(kind, { span: place.span, message, hint, level: "note" });
}

/** Notes what is brought; false where it is too much, which is said once. */
function mayBring(state: Resolving, node: DocumentNode, count: number): boolean {
  state.brought += count;
  if (state.brought <= MAX_BROUGHT) return true;
  const message = "grows beyond all measure through `extends` and `!reference`; from here on they are not followed";
  if (!state.problems.has("size")) {
    const hint = "Split the file, or write out what they stand for.";
    state.problems.set("size", { span: node.place.span, message, hint, level: "error" });
  }
  return false;
}

const shown = (name: string): string => name.slice(0, 100);

/** A part of a pipeline leans on the rest by design; a whole one that does has a gap, which is said once. */
function missing(state: Resolving, at: Scalar, verb: string, name: string): void {
  if (state.isPart) return;
  const includes = entryOf(state.root, "include") !== undefined;
  const where = "which is not in this file";
  const message = `${verb} \`${shown(name)}\`, ${where}${includes ? "; files from elsewhere are not followed" : ""}`;
  const hint = includes
    ? "Scan what it includes in the repository that it lies in: each file is searched by itself there."
    : "Check the name, or include the file that defines it. The rest was searched.";
  report(state, "missing", at, message, hint);
}

function extended(state: Resolving, { key, value }: Entry, above: readonly string[]): Mapping {
  const own = asMap(value, key);
  const known = state.merged.get(key.value);
  if (known !== undefined) return known;
  let base: Mapping | undefined;
  for (const name of scalarsOf(valueOf(own, "extends"))) {
    // A name that is filled in from an input is known to GitLab alone.
    if (name.value.includes("$[[")) continue;
    const parent = state.byName.get(name.value);
    if (parent === undefined) missing(state, name, "extends", name.value);
    else if (parent.key.value === key.value || above.includes(name.value) || above.length >= MAX_DEPTH) {
      const hint = "Let templates extend others in one direction, and over few levels.";
      report(state, "circle", name, "extends itself, or over more levels than GitLab follows", hint);
    } else {
      const resolved = extended(state, parent, [...above, key.value]);
      base = base === undefined ? resolved : merge(state, base, resolved);
    }
  }
  const result = base === undefined ? own : merge(state, base, own);
  state.merged.set(key.value, result);
  return result;
}

const asMap = (node: DocumentNode, key: Scalar): Mapping =>
  node.kind === "map" ? node : { kind: "map", entries: [], place: key.place };

function merge(state: Resolving, base: Mapping, own: Mapping): Mapping {
  return mergeMaps(base, own, (node, count) => mayBring(state, node, count));
}

const isReference = (node: DocumentNode): boolean => node.kind === "sequence" && node.tag === "!reference";

function follow(state: Resolving, node: DocumentNode | undefined, depth: number): DocumentNode | undefined {
  if (node === undefined || !isReference(node)) return node;
  const [first, ...path] = scalarsOf(node);
  if (first === undefined) return undefined;
  const names = [first, ...path].map(({ value }) => value).join(", ");
  if (depth >= MAX_DEPTH) {
    const hint = "Let references lead to what is written out, over few levels.";
    report(state, "reference circle", node, "refers to itself, or over more levels than GitLab follows", hint);
    return undefined;
  }
  const entry = state.byName.get(first.value);
  if (entry === undefined) {
    missing(state, first, "refers to", names);
    return undefined;
  }
  let found: DocumentNode | undefined =
    entry.value.kind === "map" && path.length > 0 ? extended(state, entry, []) : entry.value;
  for (const { value } of path) found = follow(state, entryOf(found, value)?.value, depth + 1);
  if (found === undefined) missing(state, first, "refers to", names);
  return follow(state, found, depth + 1);
}

function flatten(state: Resolving, node: DocumentNode | undefined, depth: number): readonly DocumentNode[] {
  if (node === undefined) return [];
  if (isReference(node)) {
    const target = follow(state, node, depth);
    return target === undefined ? [] : flatten(state, target, depth + 1);
  }
  if (node.kind !== "sequence") return [node];
  if (depth > 0 && !mayBring(state, node, node.items.length)) return [];
  return node.items.flatMap((item) => flatten(state, item, depth + 1));
}
