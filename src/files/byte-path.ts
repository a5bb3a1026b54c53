import { realpathSync } from "node:fs";
import { sep } from "node:path";

/**
 * A path as its raw bytes, one character (Latin-1) a byte, with forward slashes. It loses nothing where a name is not
 * UTF-8, compares as git compares, and is the plain path itself wherever that is ASCII.
 */
export type BytePath = string;

const BEYOND_ASCII = /[^\0-\x7f]/;

const withSlashes = (path: string): string => (sep === "/" ? path : path.replaceAll(sep, "/"));

/** The bytes of a path that came as text. */
export function pathFromText(text: string): BytePath {
  const path = withSlashes(text);
  return BEYOND_ASCII.test(path) ? Buffer.from(path, "utf8").toString("latin1") : path;
}

/** What people see: bytes that are not UTF-8 come out as U+FFFD. */
export function textOfPath(path: BytePath): string {
  return BEYOND_ASCII.test(path) ? Buffer.from(path, "latin1").toString("utf8") : path;
}

/** The same path in the form that node:fs takes without a change to its bytes. */
export function openable(path: BytePath): string | Buffer {
  return BEYOND_ASCII.test(path) ? Buffer.from(path, "latin1") : path;
}

/** The path without links; throws what the system says where there is none. */
export function realPath(path: BytePath): BytePath {
  return withSlashes(realpathSync.native(openable(path), { encoding: "latin1" }));
}

/** The same folder with a slash at its end, to put a name behind. */
export function withTrailingSlash(folder: BytePath): BytePath {
  return folder.endsWith("/") ? folder : `${folder}/`;
}

/** The folder that holds a path; a root holds itself. */
export function parentOf(path: BytePath): BytePath {
  const slash = path.lastIndexOf("/");
  const parent = path.slice(0, slash);
  // `/` and `C:/` keep their slash: without it they would name something else.
  return parent === "" || parent.endsWith(":") ? path.slice(0, slash + 1) : parent;
}
