import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The repository's salt for the prints of weak values: the text of `.sealint/salt`, empty where there is none. It makes
 * prints of two repositories unlike each other; what protects a weak value is that its print has twelve bits.
 */
export function readSalt(root: string): string {
  try {
    return readFileSync(join(root, ".sealint", "salt"), "utf8").trim();
  } catch {
    return "";
  }
}
