import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How a CI system gets hold of sealint and runs it. */
export interface Gate {
  /** Shell commands before the first run. */
  readonly install: readonly string[];
  /** What stands in front of `scan`. */
  readonly sealint: string;
  /** What people should know of it, as a sentence. */
  readonly note?: string;
}

/** A small image with Node, fixed to what its tag led to in November 2026. */
export const NODE_IMAGE = "node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6";

/** sealint out of the registry, always the same version. */
export const fromRegistry = (version: string): Gate => ({ install: [], sealint: `npx --yes sealint@${version}` });

/** sealint as the project's lock file has it. */
export const FROM_LOCK_FILE: Gate = { install: ["npm ci --ignore-scripts"], sealint: "npx --no sealint" };

/** The lock file's sealint where the project depends on it, so that everybody runs the same; else that of the registry. */
export function gateOf(root: string, version: string): Gate {
  const locked = lockedIn(root);
  if (locked === undefined) return fromRegistry(version);
  const [, path] = /^file:(\.\..*|\/.*|[A-Za-z]:.*)$/.exec(locked.resolved ?? "") ?? [];
  if (path === undefined) return FROM_LOCK_FILE;
  const note = `package-lock.json takes sealint from ${path}, which is no part of the repository, so CI will not find it: move that file into the repository, and install it from there.`;
  return { ...FROM_LOCK_FILE, note };
}

interface LockedPackage {
  readonly resolved?: string;
}

/** What the lock file says of sealint; undefined where it says nothing. */
function lockedIn(root: string): LockedPackage | undefined {
  try {
    const lock: unknown = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    return (lock as { readonly packages?: Readonly<Record<string, LockedPackage>> }).packages?.["node_modules/sealint"];
  } catch {
    // None is there, or npm will say what is wrong with it.
    return undefined;
  }
}
