import type { Unit } from "./source.ts";
import type { Span } from "./span.ts";
import type { SecretMatch } from "./stages.ts";
import type { TreeClue } from "./tree-clue.ts";

/** A value that the code puts together of constants. */
export interface JoinedValue {
  readonly value: string;
  /** What stands between the quotes of each part, in bytes of the unit. */
  readonly parts: readonly Span[];
}

/** A value that a call, a comparison or an assignment over two lines holds. */
export interface CarriedMatch {
  readonly match: SecretMatch;
  readonly clues: readonly TreeClue[];
  /** Whether the place alone tells that it is a secret: an argument of a client's call. */
  readonly isByPlace: boolean;
}

/** What a unit's syntax tree says. Valid until it is released. */
export interface TreeReading {
  /** False where the code has a fault. */
  readonly isWhole: boolean;
  /** What the syntax around a match says of it; nothing where the code there has a fault. */
  cluesOf(match: Pick<SecretMatch, "secret" | "quoted">): readonly TreeClue[];
  /** The whole of what a value is a part of; undefined where it is none. */
  joinedAt(secret: Span): JoinedValue | undefined;
  /** Values that calls and comparisons hold, which a keyword that begins in one of the stretches tells of. */
  carried(starts: readonly Span[], keyword: RegExp): Iterable<CarriedMatch>;
  release(): void;
}

/** Parses a unit; undefined where its text is no code that can be parsed. */
export type ReadTree = (unit: Unit) => TreeReading | undefined;
