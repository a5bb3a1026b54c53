/** What the process gives a command: passed in, so that commands can be tested without one. */
export interface Program {
  readonly version: string;
  /** The compiled rules, beside the program. */
  readonly rulesFile: URL;
  /** Absolute folder that the person stands in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTty: boolean;
  /** ISO day, in the person's own time zone. */
  readonly today: string;
}
