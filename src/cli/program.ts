import type { RuleFiles } from "../config/open-rules.ts";

/** What the process gives a command: passed in, so that commands can be tested without one. */
export interface Program {
  readonly version: string;
  /** Absolute path of the module that threads load the program by. */
  readonly starter: string;
  /** The compiled rules, beside the program. */
  readonly rules: RuleFiles;
  /** Examples of the secret ones, beside it. */
  readonly examplesFile: string;
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
