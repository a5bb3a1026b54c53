import { memberPath } from "./member-path.ts";
import type { UnitId } from "./span.ts";

/** Where a unit's content comes from. */
export type Origin =
  | { readonly kind: "file" | "index" | "stdin" }
  | CommitOrigin
  /** An object of git that no commit has. */
  | { readonly kind: "object"; readonly id: string };

/** A commit, by whom and when: `Ann Example <ann@example.com>`, `2026-01-31T12:00:00Z`. */
export interface CommitName {
  readonly sha: string;
  readonly author: string;
  readonly date: string;
}

/** The commit that brought something, and what became of it. */
export interface CommitOrigin extends CommitName {
  readonly kind: "commit";
  /** The commit after which it was nowhere any more. */
  readonly removed?: CommitName;
  /** Some of the refs that still have it, branches first, and how many do. */
  readonly refs?: readonly string[];
  readonly refCount?: number;
  /** In how many other paths and messages it is, or was. */
  readonly otherPlaces?: number;
}

/**
 * Where a window of a large unit starts: byte offset, 0-based line, and UTF-16 code units since that line's start.
 * All zero for content that is held whole.
 */
export interface Base {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export const ORIGIN_BASE: Base = { offset: 0, line: 0, column: 0 };

/**
 * One file's content, or one window of a large file's content. `bytes` are UTF-8 and valid only while the unit is being
 * looked at: the buffer behind them is used again for the next one.
 */
export interface Unit {
  readonly id: UnitId;
  /** Relative, with forward slashes: what people see. Of something in a container its whole path: `lib/shop.jar!/conf/shop.properties`. */
  readonly path: string;
  /** Of something in a container its path in the outermost one: `conf/shop.properties`, `web.war!/WEB-INF/web.xml`. */
  readonly inside?: string;
  readonly origin: Origin;
  readonly bytes: Uint8Array;
  readonly base: Base;
  /** Local offsets in which a match must start to count here; the rest is context that another window owns. */
  readonly owned: { readonly start: number; readonly end: number };
  /** False where the unit is one window of several: models need a whole file. */
  readonly whole: boolean;
  /** True where the content was UTF-16: offsets are those of the UTF-8 that it became. */
  readonly transcoded: boolean;
  /** True for content with NUL bytes, searched only because it was named. */
  readonly binary: boolean;
  /** True where the user named this very file or stream. */
  readonly named: boolean;
  /** A path that tells how the content is laid out, where the file's own does not: what was decoded in a program is no program. */
  readonly layout?: string;
}

/** The path that tells how a unit's content is laid out. */
export const layoutPath = ({ path, layout = path }: Pick<Unit, "path" | "layout">): string => layout;

/** Why a thing that was met was not searched, though nothing went wrong. */
export type SkipReason = "binary" | "link" | "special" | "excluded";

/** What a source yields: content, something it did not search, or something that went wrong. */
export type SourceEvent =
  | { readonly type: "unit"; readonly unit: Unit }
  | { readonly type: "skipped"; readonly path: string; readonly reason: SkipReason }
  | { readonly type: "problem"; readonly problem: Problem };

/**
 * Something that could not be done. An `error` makes the run exit 2, because a gate that could not look must not say
 * "clean"; a `note` is content that is merely malformed for its kind and was still searched as bytes.
 */
export interface Problem {
  readonly level: "error" | "note";
  readonly code: ProblemCode;
  /** What it is about: a path, `stdin`, a flag. */
  readonly subject: string;
  /** 1-based, where the problem has a place in a file. */
  readonly line?: number;
  readonly column?: number;
  /** What happened, as a clause without a full stop: `cannot be read: permission denied`. */
  readonly message: string;
  /** What to do about it, as a sentence. */
  readonly hint: string;
  /** Why the configuration accepts it; such a note fails no run, however strict. */
  readonly accepted?: string;
}

export type ProblemCode =
  | "missing-path"
  | "unreadable"
  | "not-a-file"
  | "link-loop"
  | "changed-while-read"
  | "broken-pipeline"
  | "broken-inventory"
  | "broken-observation"
  | "broken-config"
  | "broken-baseline"
  | "stale-baseline"
  | "malformed"
  | "limit-reached"
  | "all-ignored"
  | "rule-failed"
  | "thread-lost"
  | "interrupted"
  | "output-failed"
  | "output-cut";

/** The file that a unit lies in, which is a container where there is an `inside`. */
export function fileOf({ path, inside }: Pick<Unit, "path" | "inside">): {
  readonly path: string;
  readonly inside?: string;
} {
  return inside === undefined ? { path } : { path: path.slice(0, path.length - memberPath("", inside).length), inside };
}

/** A unit held whole in memory, for content that did not come through a file: tests, examples, decoded values. */
export function unitOf(path: string, bytes: Uint8Array, origin: Origin = { kind: "file" }): Unit {
  return {
    id: path,
    path,
    origin,
    bytes,
    base: ORIGIN_BASE,
    owned: { start: 0, end: bytes.length },
    whole: true,
    transcoded: false,
    binary: false,
    named: false,
  };
}
