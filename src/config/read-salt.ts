import { join } from "node:path";
import { type FileAccess, ON_DISK } from "./file-access.ts";

/**
 * The repository's salt for the prints of weak values: the text of `.sealint/salt`, empty where there is none. It makes
 * prints of two repositories unlike each other; what protects a weak value is that its print has twelve bits.
 */
export function readSalt(root: string, files: FileAccess = ON_DISK): string {
  try {
    return files
      .readFile(join(root, ".sealint", "salt"))
      .toString("utf8")
      .trim();
  } catch {
    return "";
  }
}
