import { dirname } from "node:path/posix";
import type { Unit } from "../core/source.ts";
import { decode } from "../core/text.ts";

/** What a file says of what npm packs of its folder. */
export interface PackageFile {
  /** From the root; empty where it is the root itself. */
  readonly folder: string;
  /** `all` for a package that may be published and lists no files, `chosen` where a list leaves some out. */
  readonly packs: "all" | "chosen";
}

/** Larger ones are no hand-written package.json. */
const MOST_BYTES = 1 << 20;

/** Reads a package.json that may be published, or a list of what is left out beside one; undefined for all else. */
export function packageFileOf({ path, inside, bytes, whole }: Unit): PackageFile | undefined {
  if (!(path.endsWith("package.json") || path.endsWith(".npmignore")) || inside !== undefined || !whole)
    return undefined;
  if (/(?:^|\/)node_modules\//.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === ".npmignore") return { folder: folderOf(path), packs: "chosen" };
  if (name !== "package.json" || bytes.length > MOST_BYTES) return undefined;
  const said = parsed(decode(bytes));
  const isPackage = typeof said["name"] === "string" && said["private"] !== true;
  if (!isPackage) return undefined;
  return { folder: folderOf(path), packs: Array.isArray(said["files"]) ? "chosen" : "all" };
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    // A template of one, or broken: npm would not take it either.
    return {};
  }
}

/** Files that npm packs in no case: what is in them goes nowhere. */
const NEVER_PACKED = /(?:^|\/)(?:node_modules\/|\.git\/|\.npmrc$|package-lock\.json$|\.hg\/|\.svn\/|CVS\/)/;

/** Whether npm packs a file of a folder that lists none. */
export function isPackedOf(folder: string, path: string): boolean {
  const below = folder === "" ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  return below !== undefined && !NEVER_PACKED.test(below);
}
