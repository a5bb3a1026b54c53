import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { belowRoot, type FileAccess } from "../../src/config/file-access.ts";
import { temporaryFolder } from "../sources/temporary.ts";

it("reads other files below a root, whichever way leads there, and the disk's elsewhere", () => {
  const folder = temporaryFolder();
  const root = join(folder, "work");
  mkdirSync(join(root, "sub"), { recursive: true });
  for (const name of ["work/a", "work/sub/b", "outside", "work..more"]) writeFileSync(join(folder, name), "disk");
  symlinkSync(root, join(folder, "way"));
  symlinkSync(join(root, "a"), join(folder, "link"));
  const asked: string[] = [];
  const below: FileAccess = {
    readFile(file) {
      asked.push(file);
      return Buffer.from("commit");
    },
    exists: (file) => file === join(root, "only-there"),
    realPath: (file) => file,
    list: () => [],
  };
  const files = belowRoot(root, below);
  const read = (file: string): string => files.readFile(join(folder, file)).toString();
  for (const file of ["work/a", "work/sub/b", "work/sub/../gone", "way/sub/b", "link", "way/a"]) {
    expect([file, read(file)]).toEqual([file, "commit"]);
  }
  for (const file of ["outside", "work..more", "work/../outside"]) expect([file, read(file)]).toEqual([file, "disk"]);
  expect(asked.at(-1)).toBe(join(root, "a"));
  expect(["work/only-there", "outside", "work/a"].map((file) => files.exists(join(folder, file)))).toEqual([
    true,
    true,
    false,
  ]);
  expect(files.realPath(join(folder, "way/sub/b"))).toBe(join(root, "sub/b"));
});
