import { remember } from "../../core/remember.ts";
import { readImage } from "../image/read-image.ts";

/** What `uses` names, and whether it can change under the workflow. */
export interface UsesReference {
  readonly kind: "local" | "repository" | "image" | "expression";
  /** The name without its version: `owner/repo/path`, `./path`, `$/path`, or the image. */
  readonly name: string;
  /** What stands behind the `@`, or an image's tag or digest; empty where there is none. */
  readonly version: string;
  /** A full commit id or an image's digest; local actions are fixed by the commit that is being run. */
  readonly pinned: boolean;
  /** Provided by GitHub itself or by the repository. */
  readonly trusted: boolean;
}

const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

const GITHUB_OWNED = /^(?:actions|github)\//i;

/** Reads the text of `uses`. */
export const readUses = remember((text: string): UsesReference => {
  const trimmed = text.trim();
  // `$/` is the repository at the commit that is being run, `./` what is checked out there.
  if (/^(?:\.\.?|\$)\//.test(trimmed)) {
    return { kind: "local", name: trimmed, version: "", pinned: true, trusted: true };
  }
  if (/^docker:\/\//i.test(trimmed)) return { kind: "image", ...readImage(trimmed.slice("docker://".length)) };
  const at = trimmed.lastIndexOf("@");
  const name = at === -1 ? trimmed : trimmed.slice(0, at);
  const version = at === -1 ? "" : trimmed.slice(at + 1);
  const kind = name.includes("${{") ? "expression" : "repository";
  return { kind, name, version, pinned: FULL_COMMIT.test(version), trusted: GITHUB_OWNED.test(name) };
});

/** The major number of a version such as `v4` or `4.1.2`; not a number for a branch or a commit. */
export const majorOf = (version: string): number => Number(/^v?(\d+)(?:\.|$)/.exec(version)?.[1] ?? Number.NaN);
