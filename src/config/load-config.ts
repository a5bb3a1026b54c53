import { ConfigError } from "../core/config-error.ts";
import { checkMeaning } from "./check-meaning.ts";
import type { Config } from "./config.ts";
import { type FileAccess, ON_DISK } from "./file-access.ts";
import { globs } from "./globs.ts";
import { readOwnParts } from "./own/read-own-parts.ts";
import { readLayers } from "./read-layers.ts";
import { type ConfigContext, resolveConfig } from "./resolve-config.ts";

/** Reads a configuration, an absolute path, with all that it extends. Throws a ConfigError where anything is wrong with it. */
export function loadConfig(file: string, context: ConfigContext, files: FileAccess = ON_DISK): Config {
  const layers = readLayers(file, context.root, files);
  const own = readOwnParts(layers, context, files);
  const rules = [...context.rules, ...own.metas];
  const problems = [...own.problems, ...layers.flatMap((layer) => checkMeaning(layer, rules))];
  if (problems.length > 0) throw new ConfigError(problems, context.root);
  const config = resolveConfig(layers, { ...context, rules }, globs);
  if (own.parts === undefined) return { ...config, texts: [...config.texts, ...own.texts] };
  const { acceptance } = config;
  return {
    ...config,
    own: own.parts,
    texts: [...config.texts, ...own.texts],
    acceptance: {
      ...acceptance,
      allow: [...acceptance.allow, ...own.parts.allow],
      excluded: [...acceptance.excluded, ...own.exceptions],
    },
  };
}
