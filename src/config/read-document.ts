import { relative } from "node:path";
import type { FileAccess } from "./file-access.ts";
import type { ConfigDocument } from "./layer.ts";

/** More is no configuration that somebody wrote. */
const MOST_BYTES = 1 << 20;

/** The file's content, or why there is none. */
export function readDocument(file: string, root: string, files: FileAccess): ConfigDocument | string {
  try {
    const bytes = files.readFile(file);
    if (bytes.length > MOST_BYTES) return "it is larger than 1 MB";
    return { file: realPath(file, files), path: shownPath(file, root), bytes };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return "no such file";
    if (code === "EISDIR") return "it is a folder";
    return code === "EACCES" ? "permission denied" : String(code);
  }
}

/** A path without links; as it is where it leads nowhere. */
export function realPath(file: string, files: FileAccess): string {
  try {
    return files.realPath(file);
  } catch {
    return file;
  }
}

/** A file as people see it: from the root where it lies below it. */
export function shownPath(file: string, root: string): string {
  const below = relative(root, file).replaceAll("\\", "/");
  return below === "" || below.startsWith("../") || /^(?:\/|[A-Za-z]:)/.test(below)
    ? file.replaceAll("\\", "/")
    : below;
}
