/** Paths that a pattern fits, as patterns of `sealint.yaml`. */
export interface PathGlobs {
  readonly globs: readonly string[];
  /** Whether a glob takes a folder's content, too, where the pattern takes only a path that ends there. */
  readonly takesFolders: boolean;
}

/** The middle of a glob with how it is held at both ends. */
export interface GlobPart {
  /** At the root, below some folder, after either, or anywhere inside a name. */
  readonly start: "root" | "deep" | "segment" | "any";
  readonly body: string;
  /** The path ends there, goes on below it, does either, or goes on in whatever way. */
  readonly end: "exact" | "below" | "whole" | "prefix";
}
