import type { Problem } from "./source.ts";

/** A configuration that is refused, with everything that is wrong with it: a line each is printed, and nothing is run. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];
  /** Absolute folder that the problems' paths start from. */
  readonly root: string;

  constructor(problems: readonly Problem[], root: string) {
    super("the configuration is refused");
    this.problems = problems;
    this.root = root;
  }
}
