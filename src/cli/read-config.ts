import type { Config } from "../config/config.ts";
import type { FileAccess } from "../config/file-access.ts";
import { findConfig } from "../config/find-config.ts";
import { quickConfig } from "../config/quick-config.ts";
import type { RuleMeta } from "../core/rule.ts";

export interface ConfigRequest {
  /** Absolute root of the scan. */
  readonly root: string;
  readonly cwd: string;
  /** The file, where the person named one. */
  readonly file: string | undefined;
  /** ISO day. */
  readonly asOf: string;
  readonly files: FileAccess;
  /** Gives all rules that there are. */
  rules(): readonly RuleMeta[];
}

/**
 * Reads the configuration, where there is one; what that takes is loaded only then, so that a scan without one starts
 * sooner. Throws a ConfigError or a ScanError where it is refused.
 */
export async function readConfig({ root, cwd, file, asOf, files, rules }: ConfigRequest): Promise<Config | undefined> {
  const path = findConfig(root, cwd, file, files);
  if (path === undefined) return undefined;
  const context = { root, rules: rules(), asOf };
  return (
    quickConfig(path, context, files) ?? (await import("../config/load-config.ts")).loadConfig(path, context, files)
  );
}
