/** An expected failure that a person can mend: printed in one line, exit 2. Anything else keeps its stack. */
export class ScanError extends Error {
  override readonly name = "ScanError";
  readonly hint: string;

  /** `message` says what and where, `hint` what to do, as a sentence. */
  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}
