/** An expected failure that a person can mend: printed in one line (and what is to be copied), exit 2. Anything else keeps its stack. */
export class ScanError extends Error {
  override readonly name = "ScanError";
  readonly hint: string;
  /** What is to be copied, line by line, printed below the rest. */
  readonly lines: readonly string[];

  /** `message` says what and where, `hint` what to do, as a sentence. */
  constructor(message: string, hint: string, options?: ErrorOptions & { readonly lines?: readonly string[] }) {
    super(message, options);
    this.hint = hint;
    this.lines = options?.lines ?? [];
  }
}

/** A limit that something has reached on a file, so that the rest of it was not searched: the file's problem. */
export class LimitError extends Error {
  override readonly name = "LimitError";
  readonly hint: string;

  /** `message` is a clause, `hint` a sentence; neither quotes what was scanned. */
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
