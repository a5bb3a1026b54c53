/** Faults of the sources that stop a build, one line each; anything else is a bug of the build and keeps its stack. */
export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}
