import { ConfigError } from "../core/config-error.ts";
import { checkMeaning } from "./check-meaning.ts";
import type { Config } from "./config.ts";
import { type FileAccess, ON_DISK } from "./file-access.ts";
import { globs } from "./globs.ts";
import { readLayers } from "./read-layers.ts";
import { type ConfigContext, resolveConfig } from "./resolve-config.ts";

/** Reads a configuration, an absolute path, with all that it extends. Throws a ConfigError where anything is wrong with it. */
export function loadConfig(file: string, context: ConfigContext, files: FileAccess = ON_DISK): Config {
  const layers = readLayers(file, context.root, files);
  const problems = layers.flatMap((layer) => checkMeaning(layer, context.rules));
  if (problems.length > 0) throw new ConfigError(problems, context.root);
  return resolveConfig(layers, context, globs);
}
