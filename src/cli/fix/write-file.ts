import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { systemWords } from "../../files/system-errors.ts";

/** Why a file of the tree at `root` cannot be changed, as a clause; undefined where it can. Both are absolute but `path`. */
export function lockOf(root: string, path: string): string | undefined {
  const file = resolve(root, path);
  try {
    const outside = relative(realpathSync(root), realpathSync(dirname(file)));
    if (outside === ".." || outside.startsWith(`..${sep}`)) return "a link leads out of the tree that is mended";
    if (!lstatSync(file).isFile()) return "it is no ordinary file, such as a link";
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return (lstatSync(file).mode & 0o222) === 0 ? "it is read-only" : undefined;
  } catch (error) {
    return `it cannot be written: ${systemWords(error)}`;
  }
}

/** Writes a content whole or not at all: beside the file first, then in its place, its mode kept. Says why it could not, as a clause. */
export function writeWhole(
  root: string,
  path: string,
  before: Uint8Array | undefined,
  after: Uint8Array,
): string | undefined {
  const file = resolve(root, path);
  const beside = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    if (before === undefined) mkdirSync(dirname(file), { recursive: true });
    else if (!readFileSync(file).equals(before)) return "was changed in the meantime, and was left alone";
    writeFileSync(beside, after, { flag: "wx" });
    if (before === undefined && lstatSync(file, { throwIfNoEntry: false }) !== undefined)
      throw new Error("it is there already");
    if (before !== undefined) chmodSync(beside, lstatSync(file).mode & 0o7777);
    renameSync(beside, file);
    return undefined;
  } catch (error) {
    rmSync(beside, { force: true });
    return `cannot be written: ${systemWords(error)}`;
  }
}
