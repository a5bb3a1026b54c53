import type { RuleFiles } from "../config/open-rules.ts";

/** What the process gives a command: passed in, so that commands can be tested without one. */
export interface Program {
  readonly version: string;
  /** Address of the program itself, by which threads load it. */
  readonly address: URL;
  /** The compiled rules, beside the program. */
  readonly rules: RuleFiles;
  /** Examples of the secret ones, beside it. */
  readonly examplesFile: URL;
  /** Absolute folder that the person stands in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTty: boolean;
  /** Whether standard error is one. */
  readonly isErrorTty: boolean;
  /** ISO day, in the person's own time zone. */
  readonly today: string;
}
