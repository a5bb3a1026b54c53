import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How a CI system gets hold of sealint and runs it. */
export interface Gate {
  /** Shell commands before the first run. */
  readonly install: readonly string[];
  /** What stands in front of `scan`. */
  readonly sealint: string;
}

/** A small image with Node, fixed to what its tag led to in November 2026. */
export const NODE_IMAGE = "node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6";

/** sealint out of the registry, always the same version. */
export const fromRegistry = (version: string): Gate => ({ install: [], sealint: `npx --yes sealint@${version}` });

/** sealint as the project's lock file has it. */
export const FROM_LOCK_FILE: Gate = { install: ["npm ci --ignore-scripts"], sealint: "npx --no sealint" };

/** The lock file's sealint where the project depends on it, so that everybody runs the same; else that of the registry. */
export function gateOf(root: string, version: string): Gate {
  return isLocked(root) ? FROM_LOCK_FILE : fromRegistry(version);
}

function isLocked(root: string): boolean {
  try {
    const lock: unknown = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const { packages } = lock as { readonly packages?: Readonly<Record<string, unknown>> };
    return packages?.["node_modules/sealint"] !== undefined;
  } catch {
    // None is there, or npm will say what is wrong with it.
    return false;
  }
}
