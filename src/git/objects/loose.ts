import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { type BytePath, openable, textOfPath } from "../../files/byte-path.ts";
import { systemCode, systemWords } from "../../files/system-errors.ts";
import { corrupt, GitError, READABLE_HINT } from "../git-error.ts";
import { type GitObject, OBJECT_TYPES, type ObjectId, type ObjectInfo } from "../object-id.ts";
import { deflatedBound, inflate, inflateHead } from "./inflate.ts";
import { quickInflate } from "./quick-inflate.ts";

/** A header takes at most 32 bytes, which come out of fewer than these. */
const HEAD = 128;
const HEADER = /^(commit|tree|blob|tag) (0|[1-9]\d{0,15})\0/;

const pathOf = (folder: BytePath, id: ObjectId): BytePath => `${folder}/${id.slice(0, 2)}/${id.slice(2)}`;

/** Whether an object lies in a file of its own. */
export function hasLoose(folder: BytePath, id: ObjectId): boolean {
  try {
    return statSync(openable(pathOf(folder, id)), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // What is there and cannot be looked at is told when it is read.
    return true;
  }
}

interface OpenLoose {
  readonly file: number;
  readonly size: number;
  readonly name: string;
}

/** Runs `read` on an object's own file; undefined where there is none. */
function withFile<Result>(folder: BytePath, id: ObjectId, read: (open: OpenLoose) => Result): Result | undefined {
  const path = pathOf(folder, id);
  // Most objects are in packs, and an exception costs more than the question.
  if (!hasLoose(folder, id)) return undefined;
  const name = textOfPath(path);
  let file: number | undefined;
  try {
    file = openSync(openable(path), constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile()) throw corrupt(`object ${id}`, "it is no regular file", { object: id, file: name });
    return read({ file, size: stats.size, name });
  } catch (error) {
    if (error instanceof GitError) throw error;
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new GitError("unreadable", `object ${id} cannot be read: ${systemWords(error)}`, READABLE_HINT, {
      object: id,
      file: name,
      cause: error,
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readBytes({ file }: OpenLoose, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** Type, size and length of the header at the beginning of an inflated object. */
function readHeader(id: ObjectId, { name }: OpenLoose, head: Buffer): ObjectInfo & { readonly length: number } {
  const header = HEADER.exec(head.toString("latin1", 0, 40));
  const type = OBJECT_TYPES.find((one) => one === header?.[1]);
  const size = Number(header?.[2]);
  if (header === null || type === undefined || !Number.isSafeInteger(size))
    throw corrupt(`object ${id}`, "it has no header of type and size", { object: id, file: name });
  return { type, size, length: header[0].length };
}

function headOf(id: ObjectId, open: OpenLoose, deflated: Buffer): ObjectInfo & { readonly length: number } {
  const head = inflateHead(deflated.subarray(0, HEAD));
  if (typeof head === "string")
    throw corrupt(`object ${id}`, `it does not inflate (${head})`, { object: id, file: open.name });
  return readHeader(id, open, head);
}

/** Type and size of an object in a file of its own; undefined where there is none. */
export function looseInfo(folder: BytePath, id: ObjectId): ObjectInfo | undefined {
  return withFile(folder, id, (open) => {
    const { type, size } = headOf(id, open, readBytes(open, Math.min(HEAD, open.size)));
    return { type, size };
  });
}

/** Reads an object of at most `limit` bytes from a file of its own; undefined where there is none. */
export function readLoose(folder: BytePath, id: ObjectId, limit: number): GitObject | undefined {
  return withFile(folder, id, (open) => {
    const place = { object: id, file: open.name };
    const deflated = readBytes(open, Math.min(open.size, 4 * deflatedBound(limit)));
    const whole = quickInflate(deflated);
    const { type, size, length } = whole === undefined ? headOf(id, open, deflated) : readHeader(id, open, whole);
    if (size > limit || deflated.length < open.size) throw tooLarge(id, size, limit, place);
    if (whole?.length === length + size) return { type, bytes: whole.subarray(length) };
    const bytes = inflate(deflated, length + size);
    if (typeof bytes === "string") throw corrupt(`object ${id}`, `it does not inflate (${bytes})`, place);
    return { type, bytes: bytes.subarray(length) };
  });
}

/** The error about an object that is not read into memory. */
export function tooLarge(id: ObjectId, size: number, limit: number, place: { file?: string } = {}): GitError {
  const message = `object ${id} has ${size} bytes, more than the ${limit} that are read at once`;
  return new GitError("too-large", message, "Keep files of that size out of git, for example in git LFS.", {
    object: id,
    ...place,
  });
}
