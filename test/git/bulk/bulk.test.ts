import { describe, expect, it } from "vitest";
import { CommitReader } from "../../../src/git/bulk/commit-rows.ts";
import { childrenFirst, commitId, commitTable } from "../../../src/git/bulk/commit-table.ts";
import { forestOf } from "../../../src/git/bulk/delta-walk.ts";
import { ObjectRing, RING_ROOM } from "../../../src/git/bulk/object-ring.ts";
import {
  countOf,
  idOfNumber,
  numbersOf,
  type ObjectSpace,
  readObjectSpace,
  typeOf,
} from "../../../src/git/bulk/object-space.ts";
import { type Bulk, openBulk } from "../../../src/git/bulk/open-bulk.ts";
import { PAGES_ROOM, PackPages } from "../../../src/git/bulk/pack-pages.ts";
import { PathTable } from "../../../src/git/bulk/path-table.ts";
import { ABSENT, TreeChanges } from "../../../src/git/bulk/tree-changes.ts";
import { createUnpacker } from "../../../src/git/bulk/unpacker.ts";
import { OBJECT_TYPES } from "../../../src/git/object-id.ts";
import type { GitRepository } from "../../../src/git/open-repository.ts";
import { unpackModule } from "../../history/searching.ts";
import { git } from "../../sources/temporary.ts";
import { bareRepository, lines, makeHistory, objectsByGit, opened, slowlyChanging } from "../repositories.ts";

interface Read {
  readonly repository: GitRepository;
  readonly space: ObjectSpace;
  readonly bulk: Bulk;
}

function readAll(folder: string): Read {
  const repository = opened(folder);
  const space = readObjectSpace(repository.objects, repository.hash, (error) => {
    throw error;
  });
  return { repository, space, bulk: openBulk(unpackModule, repository.objects) };
}

/** What walking all packs gives, by id. */
function walked({ space, bulk }: Read): Map<string, string> {
  const found = new Map<string, string>();
  for (const [pack, table] of space.packs.entries()) {
    const start = space.starts[pack] as number;
    for (const type of OBJECT_TYPES) {
      const forest = forestOf(table, type);
      for (const root of forest.roots)
        bulk.walk.walk(table, forest, root, {
          visit: ({ number, bytes }) => found.set(idOfNumber(space, start + number), bytes.toString("latin1")),
          lose(_, error) {
            throw error;
          },
        });
    }
  }
  return found;
}

/** How a repository is made and packed: options of `init`, its settings, and how often it is packed with what. */
interface Layout {
  readonly name: string;
  readonly init?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly repack?: readonly string[];
  /** Whether more is committed afterwards, which stays outside of the pack. */
  readonly goesOn?: boolean;
}

const LAYOUTS: readonly Layout[] = [
  { name: "one pack", repack: ["--window=20", "--depth=40"] },
  { name: "bases by name", settings: { "repack.usedeltabaseoffset": "false" }, repack: ["--window=20"] },
  { name: "files of their own", settings: { "fastimport.unpackLimit": "100000" } },
  {
    name: "a pack, and files of their own",
    settings: { "fastimport.unpackLimit": "100000" },
    repack: [],
    goesOn: true,
  },
  { name: "two packs", settings: { "fastimport.unpackLimit": "1" }, repack: [], goesOn: true },
  { name: "SHA-256", init: ["--object-format=sha256"], repack: ["--window=20"] },
  { name: "an index of version 1", settings: { "pack.indexVersion": "1" }, repack: [] },
  { name: "a very long chain", repack: ["--window=30", "--depth=4000"] },
];

function laidOut({ init = [], settings = {}, repack, goesOn = false }: Layout): string {
  const folder = bareRepository(...init);
  for (const [key, value] of Object.entries(settings)) git(folder, "config", key, value);
  makeHistory(folder, slowlyChanging(30));
  if (repack !== undefined) git(folder, "repack", "-adfq", ...repack);
  if (goesOn) makeHistory(folder, slowlyChanging(34));
  return folder;
}

describe("packs that are read in bulk", () => {
  it.each(LAYOUTS)("hold what git reads: $name", (layout) => {
    const folder = laidOut(layout);
    const read = readAll(folder);
    const expected = objectsByGit(folder);
    expect(countOf(read.space)).toBeGreaterThanOrEqual(expected.size);
    for (const [id, bytes] of walked(read)) expect(bytes).toBe(expected.get(id)?.bytes.toString("latin1"));
    const ring = read.bulk.ringOf(read.space);
    const ids = new Set<string>();
    for (let step = 0; step < countOf(read.space); step++) {
      // Back and forth, so that bases are not always at hand.
      const number = (step * 7919) % countOf(read.space);
      const id = idOfNumber(read.space, number);
      ids.add(id);
      const { at, size } = ring.read(number);
      const { type, bytes } = expected.get(id) as { type: string; bytes: Buffer };
      expect(read.bulk.unpacker.memory.subarray(at, at + size).equals(bytes)).toBe(true);
      expect(typeOf(read.space, number)).toBe(type);
    }
    expect(ids.size).toBe(expected.size);
    read.bulk.close();
    read.repository.close();
  });
});

describe("a ring of objects", () => {
  it("goes on where it counts its steps anew", () => {
    const { repository, space, bulk } = readAll(laidOut({ name: "", repack: ["--window=20", "--depth=40"] }));
    const whole = bulk.ringOf(space);
    const room = 1 << 20;
    const unpacker = createUnpacker(unpackModule, PAGES_ROOM + RING_ROOM + room + 4096);
    const at = unpacker.reserve(room);
    const ring = new ObjectRing(space, repository.objects, unpacker, new PackPages(unpacker), { at, room, last: 500 });
    for (let step = 0; step < countOf(space); step++) {
      const number = (step * 7919) % countOf(space);
      const [one, other] = [whole.read(number), ring.read(number)];
      const expected = bulk.unpacker.memory.subarray(one.at, one.at + one.size);
      expect(unpacker.memory.subarray(other.at, other.at + other.size).equals(expected)).toBe(true);
    }
    expect(ring.fallbacks).toBe(0);
    bulk.close();
    repository.close();
  });
});

describe("commits and what they changed", () => {
  it("are those that git tells", () => {
    const folder = bareRepository();
    makeHistory(folder, [
      ...slowlyChanging(8),
      { parents: [3], files: { "folder/1/b.txt": null, "side.txt": "side\n", "a.txt/inner": "now a folder\n" } },
      { parents: [7, 8], files: { "merged.txt": "both\n" } },
      { parents: [9], files: { "a.txt": "a file again\n" } },
    ]);
    git(folder, "repack", "-adfq");
    const { repository, space, bulk } = readAll(folder);
    const reader = new CommitReader(space, repository.shallow);
    for (const number of numbersOf(space, "commit"))
      reader.read(number, repository.objects.read(idOfNumber(space, number)).bytes);
    const commits = commitTable([reader.rows()]);
    const order = childrenFirst(commits);
    const ids = Array.from(order, (commit) => commitId(space, commits, commit));
    expect(ids).toEqual(lines(folder, "rev-list", "--all", "--date-order"));
    const paths = new PathTable();
    const trees = new TreeChanges(space, bulk.ringOf(space), bulk.unpacker, paths);
    for (const commit of order) {
      const found: string[] = [];
      const first = commits.firstParents[commit] as number;
      const parent = first < (commits.firstParents[commit + 1] as number) ? (commits.parents[first] as number) : ABSENT;
      const old = parent === ABSENT ? ABSENT : (commits.trees[parent] as number);
      trees.compare(old, commits.trees[commit] as number, {
        changed: (path, content) =>
          found.push(`${paths.pathOf(path)} ${content === ABSENT ? "-" : idOfNumber(space, content)}`),
        lost(error) {
          throw error;
        },
      });
      const id = commitId(space, commits, commit);
      const parents = lines(folder, "rev-list", "--parents", "-1", id)[0]?.split(" ").slice(1) ?? [];
      const words = ["diff-tree", "-r", "--no-renames", "--raw", "--no-abbrev", "--no-commit-id"];
      words.push(...(parents[0] === undefined ? ["--root", id] : [parents[0], id]));
      const told = lines(folder, ...words).map((line) => {
        const [head = "", path = ""] = line.split("\t");
        const content = head.split(" ")[3] ?? "";
        return `${path} ${/^0+$/.test(content) ? "-" : content}`;
      });
      expect(found.sort()).toEqual(told.sort());
    }
    bulk.close();
    repository.close();
  });
});
