import { join, resolve } from "node:path";
import { ScanError } from "../core/errors.ts";
import type { FileAccess } from "./file-access.ts";

/** Where a repository keeps its configuration: at its root, and nowhere else. */
export const CONFIG_FILE = "sealint.yaml";

const NEAR_MISSES = ["sealint.yml", "sealint.json", ".sealint.yaml", ".sealint.yml", ".sealint/sealint.yaml"];

/**
 * Absolute path of the configuration: the named one, else the one at the root; undefined where there is none. Throws a
 * ScanError where the root has one under a name that is not read, which would silently change what is found.
 */
export function findConfig(
  root: string,
  cwd: string,
  named: string | undefined,
  { exists }: FileAccess,
): string | undefined {
  if (named !== undefined) return resolve(cwd, named);
  const file = join(root, CONFIG_FILE);
  if (exists(file)) return file;
  const near = NEAR_MISSES.find((name) => exists(join(root, name)));
  if (near === undefined) return undefined;
  throw new ScanError(
    `the configuration ${near} has a name that is not read`,
    `Rename it to ${CONFIG_FILE} at the root of the repository, or name it with \`--config\`.`,
  );
}
