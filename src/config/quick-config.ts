import { readPlainYaml } from "../documents/plain-yaml.ts";
import { toPlain } from "../documents/yaml-tree.ts";
import { isConfig } from "./accept-config.ts";
import { checkMeaning } from "./check-meaning.ts";
import type { Config } from "./config.ts";
import { type FileAccess, ON_DISK } from "./file-access.ts";
import type { Globs } from "./path-patterns.ts";
import { plainGlob } from "./plain-globs.ts";
import { readDocument } from "./read-document.ts";
import { type ConfigContext, resolveConfig } from "./resolve-config.ts";

/**
 * Reads a configuration as `loadConfig` does, where it is one plainly written file in which all is right. Undefined for any
 * other: what it takes to read that, and to say what is wrong, takes longer to load than a small scan runs.
 */
export function quickConfig(file: string, context: ConfigContext, files: FileAccess = ON_DISK): Config | undefined {
  const document = readDocument(file, context.root, files);
  if (typeof document === "string") return undefined;
  const root = readPlainYaml(document.bytes);
  const data = root === undefined ? undefined : toPlain(root);
  if (root === undefined || !isConfig(data) || data.extends !== undefined) return undefined;
  const layer = { document, root, data };
  if (checkMeaning(layer, context.rules).length > 0) return undefined;
  try {
    return resolveConfig([layer], context, plainGlobs);
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** A glob that only minimatch can read. */
class NotPlain extends Error {}

const orNotPlain: Globs["path"] = (pattern) => {
  const test = plainGlob(pattern);
  if (test === undefined) throw new NotPlain();
  return test;
};

const plainGlobs: Globs = { path: orNotPlain, name: orNotPlain };
