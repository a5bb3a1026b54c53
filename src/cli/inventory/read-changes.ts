import { posix, resolve } from "node:path";
import { belowRoot } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import { readInventory } from "../../config/read-inventory.ts";
import { ScanError } from "../../core/errors.ts";
import type { Inventory } from "../../core/inventory.ts";
import type { ChangeAuthor, InventoryChange, InventoryChanges } from "../../core/inventory-change.ts";
import { pathFromText, textOfPath } from "../../files/byte-path.ts";
import { type Commits, commitsOf } from "../../git/history/commits.ts";
import { mergeBases } from "../../git/history/merge-bases.ts";
import type { ObjectId } from "../../git/object-id.ts";
import { type GitRepository, openGit } from "../../git/open-repository.ts";
import { parseCommit } from "../../git/parse/commit.ts";
import { type Changed, changedEntries, keyOfChange } from "../../inventory/changes/changed-entries.ts";
import { parseInventory } from "../../inventory/parse-inventory.ts";
import { entryAt } from "../../sources/commits/tree-entry.ts";
import { treeFiles } from "../../sources/commits/tree-files.ts";
import type { Program } from "../program.ts";
import { changeSides, type RevisionsAsked } from "./change-sides.ts";

/** Where an inventory lies: `root` and `folder` are absolute, `file` is as typed. */
export interface InventoryHome {
  readonly root: string;
  readonly folder: string;
  readonly file?: string;
}

/**
 * What a change does to the inventory, who did it, and what its base says of who may. Nothing of the work tree counts. Throws a
 * ScanError or GitError where the two sides cannot be told.
 */
export async function readChanges(
  asked: RevisionsAsked,
  home: InventoryHome,
  { cwd, env }: Program,
): Promise<InventoryChanges> {
  const repository = openGit({ start: home.root, environment: env });
  try {
    const commits = commitsOf(repository);
    const { base, head, range } = await changeSides(repository, commits, asked, env);
    const stateOf = createStateOf(repository, commits, home, cwd);
    const [fork] = mergeBases(base, head, commits);
    if (fork === undefined)
      throw new ScanError(
        "the two sides of the change have no commit in common",
        "Name the commit that the change starts from with `--base REF`.",
      );
    const before = stateOf(fork).inventory;
    const after = stateOf(head).inventory;
    const touches = touchesIn(repository, commits, range, stateOf);
    const all = changedEntries(before, after).map(
      (change): InventoryChange => ({ ...change, authors: authorsOf(change, touches.get(keyOfChange(change)) ?? []) }),
    );
    const trusted = stateOf(base).inventory ?? before;
    const files = belowRoot(home.root, treeFiles(repository, base, home.root));
    return {
      ...(trusted === undefined ? {} : { base: trusted }),
      codeOwners: surroundingsOf(home.root, home.root, files).codeOwners() ?? "",
      path: trusted?.path ?? after?.path ?? "",
      all,
    };
  } finally {
    repository.close();
  }
}

interface State {
  readonly inventory: Inventory | undefined;
  /** Paths of its files and of the folders that they lie in, below the root. */
  readonly paths: readonly string[];
}

/** Gives the inventory of a commit; of commits whose files of it are the same it is read once. */
function createStateOf(
  repository: GitRepository,
  commits: Commits,
  { root, folder, file }: InventoryHome,
  cwd: string,
): (commit: ObjectId) => State {
  const known = new Map<ObjectId, State>();
  const read: { commit: ObjectId; state: State }[] = [];
  const isSame = (one: ObjectId, other: ObjectId, paths: readonly string[]): boolean =>
    paths.every((path) => {
      const [a, b] = [one, other].map((id) => entryAt(repository, commits.head(id).tree, pathFromText(path))?.id);
      return a === b;
    });
  return (commit) => {
    const before = known.get(commit);
    if (before !== undefined) return before;
    const alike = read.find((one) => isSame(one.commit, commit, one.state.paths));
    const state = alike?.state ?? readState(commit);
    known.set(commit, state);
    // Where there is none, one may appear anywhere on the way up.
    if (alike === undefined && state.paths.length > 0) read.push({ commit, state });
    return state;
  };

  function readState(commit: ObjectId): State {
    const files = belowRoot(root, treeFiles(repository, commit, root));
    if (file !== undefined && !files.exists(resolve(cwd, file))) return { inventory: undefined, paths: [] };
    const found = readInventory({ root, folder, cwd, ...(file === undefined ? {} : { file }), files });
    if (found === undefined) return { inventory: undefined, paths: [] };
    const { inventory, units } = parseInventory(found.units, found.extend);
    const paths = units.flatMap(({ path }) => [path, posix.dirname(path)]);
    const folders = new Set(paths.filter((path) => path !== "." && !posix.isAbsolute(path)));
    return { inventory, paths: [...folders] };
  }
}

/** A commit's change of an entry. */
interface Touch {
  readonly author: ChangeAuthor;
  /** None where the entry came or went with it. */
  readonly fields: readonly string[];
}

/** Which commits touch an entry, by what they touch. A merge touches what none of its parents has so. */
function touchesIn(
  repository: GitRepository,
  commits: Commits,
  range: readonly ObjectId[],
  stateOf: (commit: ObjectId) => State,
): ReadonlyMap<string, readonly Touch[]> {
  const touches = new Map<string, Touch[]>();
  for (const id of range) {
    const after = stateOf(id);
    const parents = commits.head(id).parents.map(stateOf);
    if (parents.includes(after)) continue;
    const [first = [], ...others] = (parents.length === 0 ? [undefined] : parents).map((parent) =>
      changedEntries(parent?.inventory, after.inventory),
    );
    const known = others.map((side) => new Set(side.map(keyOfChange)));
    const own = first.filter((change) => known.every((keys) => keys.has(keyOfChange(change))));
    if (own.length === 0) continue;
    const author = authorOf(repository, id);
    for (const change of own) {
      const key = keyOfChange(change);
      touches.set(key, [...(touches.get(key) ?? []), { author, fields: change.fields }]);
    }
  }
  return touches;
}

/** Who has a part in what came of a change, each once: what was taken back again is nobody's. */
function authorsOf({ fields }: Changed, touches: readonly Touch[]): ChangeAuthor[] {
  const had = touches.filter(
    (touch) => fields.length === 0 || touch.fields.length === 0 || touch.fields.some((field) => fields.includes(field)),
  );
  return [...new Map(had.map(({ author }) => [author.mail, author])).values()];
}

function authorOf({ objects, hash }: GitRepository, id: ObjectId): ChangeAuthor {
  const { name, mail } = parseCommit(objects.readAs(id, "commit"), id, hash).author;
  return { name: textOfPath(name), mail: textOfPath(mail) };
}
