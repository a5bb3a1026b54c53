import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Forge } from "./forge.ts";
import { FORGES } from "./forges.ts";
import { remoteHost } from "./remote-host.ts";

/** What points at a CI system. */
export interface SeenForge {
  readonly forge: Forge;
  /** What was seen, as words that follow `because of`. */
  readonly why: string;
}

/**
 * The CI systems that a repository points at, the likeliest first: one where that is clear, several where it is not. Files
 * that only a system's users have come first, of several of these the one whose host the remote is on; then the remote's host; then files
 * that others have, too.
 */
export function seeForges(root: string): readonly SeenForge[] {
  const all = Object.values(FORGES);
  const withSign = (signsOf: (forge: Forge) => readonly string[]): readonly SeenForge[] =>
    all.flatMap((forge) => {
      const sign = signsOf(forge).find((path) => existsSync(join(root, path)));
      return sign === undefined ? [] : [{ forge, why: sign }];
    });
  const strong = withSign(({ signs }) => signs);
  if (strong.length === 1) return strong;
  const host = remoteHost(root);
  const isAtHost = (forge: Forge): boolean => host !== undefined && forge.host?.test(host) === true;
  const hosted = all.filter(isAtHost).map((forge) => ({ forge, why: `the remote on ${host}` }));
  if (strong.length > 1) {
    const both = strong.filter(({ forge }) => isAtHost(forge));
    return both.length === 1 ? both : strong;
  }
  return hosted.length > 0 ? hosted : withSign(({ weakSigns = [] }) => weakSigns);
}
