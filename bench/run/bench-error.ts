/** A failure that is to be expected, told in one line without a stack. */
export class BenchError extends Error {
  override readonly name = "BenchError";
}

/** What to say of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
