import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ScanError } from "../core/errors.ts";
import { APPLICATION_ID, FORMAT, SCHEMA } from "./schema.ts";

/** How long another run may keep the file to itself. */
const WAIT_MS = 5000;

/** A file of a history: its absolute path, and how it was named. */
export interface HistoryFile {
  readonly path: string;
  readonly named: string;
}

/**
 * Runs `use` on a history that is there, which it must not change; undefined where there is none yet. Throws a ScanError for a
 * file that is not a whole history of this format.
 */
export function readDatabase<Result>(file: HistoryFile, use: (database: DatabaseSync) => Result): Result | undefined {
  if (isMissing(file)) return undefined;
  return opened(file, true, (database) => {
    check(database, file);
    return use(database);
  });
}

/** Runs `use` on a history in one transaction, and makes it where there is none. Throws a ScanError as above; nothing is changed then. */
export function changeDatabase(file: HistoryFile, use: (database: DatabaseSync) => void): void {
  const isNew = isMissing(file);
  opened(file, false, (database) => {
    if (!isNew) check(database, file);
    database.exec("BEGIN IMMEDIATE");
    try {
      if (isNew && textOf(database, "SELECT count(*) FROM sqlite_schema") === "0") {
        database.exec(SCHEMA);
        database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}`);
      }
      use(database);
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  });
}

/** An empty file is as good as none: that is how some programs make one. */
function isMissing({ path, named }: HistoryFile): boolean {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size === 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return true;
    throw new ScanError(`${named} cannot be read: ${String(code)}`, "Name a file that you may read and write.");
  }
  throw new ScanError(`${named} is no file`, "Name a file with `--trend`; it is made where there is none.");
}

function opened<Result>(file: HistoryFile, readOnly: boolean, use: (database: DatabaseSync) => Result): Result {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file.path, { readOnly, timeout: WAIT_MS });
    return use(database);
  } catch (error) {
    throw error instanceof ScanError ? error : failure(file, error);
  } finally {
    database?.close();
  }
}

const textOf = (database: DatabaseSync, sql: string): string =>
  String(Object.values(database.prepare(sql).get() ?? {})[0]);

function check(database: DatabaseSync, { named }: HistoryFile): void {
  const id = textOf(database, "PRAGMA application_id");
  if (id !== String(APPLICATION_ID))
    throw new ScanError(
      `${named} is a database of another program`,
      "Name another file with `--trend`; nothing was changed in this one.",
    );
  const format = textOf(database, "PRAGMA user_version");
  if (format !== String(FORMAT))
    throw new ScanError(
      `${named} is a history of format ${format}, and this sealint knows format ${FORMAT}`,
      "Use the sealint that wrote it, or name another file with `--trend`; nothing was changed.",
    );
  const fault = textOf(database, "PRAGMA quick_check(1)");
  if (fault !== "ok") throw damaged(named);
}

const damaged = (named: string, cause?: unknown): ScanError =>
  new ScanError(
    `${named} is damaged, or no history at all`,
    "Put a copy of it back, or move it away to begin a new one; nothing was changed.",
    cause === undefined ? {} : { cause },
  );

/** Result codes of SQLite: the lowest byte is the kind. */
const KINDS: Readonly<Record<number, readonly [message: string, hint: string]>> = {
  5: ["is in use by another run", "Try again when that has ended; nothing was changed."],
  8: ["cannot be written: it is read-only", "Name a file that you may write to; nothing was changed."],
  13: ["cannot be written: the disk is full", "Make room, and run it again; nothing was changed."],
  14: ["cannot be opened", "Name a file in a folder that exists and that you may write to."],
};

function failure({ named }: HistoryFile, cause: unknown): unknown {
  const code = (cause as { errcode?: unknown }).errcode;
  if (typeof code !== "number") return cause;
  const known = KINDS[code & 0xff];
  return known === undefined ? damaged(named, cause) : new ScanError(`${named} ${known[0]}`, known[1], { cause });
}
