import type { ForgeName } from "./forge-names.ts";
import type { Gate } from "./gate.ts";

/** A CI system, and what it is to be told. Paths are from the root of the repository, with slashes. */
export interface Forge {
  readonly name: ForgeName;
  readonly title: string;
  /** Where its configuration lies; the first one is written, where none of them is there. */
  readonly files: readonly [string, ...string[]];
  /** Files and folders that only its users have. */
  readonly signs: readonly string[];
  /** Files and folders that its users have, and others do, too. */
  readonly weakSigns?: readonly string[];
  /** Host of the repository, where the system belongs to one. */
  readonly host?: RegExp;
  /** The whole file. */
  file(gate: Gate): string;
  /** What to add to the file that is there. */
  addition(gate: Gate): string;
  /** Where to add it, as a sentence. */
  readonly where: string;
  /** What is left to do on the system's own pages, in sentences. */
  readonly afterwards?: readonly string[];
}
