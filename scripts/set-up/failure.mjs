/** An expected failure, printed in one line: what happened and where, then what to do. Exit 2. */
export class SetUpError extends Error {
  constructor(what, remedy) {
    super(`${what}. ${remedy}`);
  }
}

/** Turns an error of the file system into a line that says what to do; anything else stays as it is. */
export function explainFileError(error) {
  if (["EACCES", "EPERM", "EROFS"].includes(error?.code)) {
    return new SetUpError(
      `${error.path ?? "the folder"} cannot be written (${error.code})`,
      "Make the folder writable, or copy the checkout to a folder of yours, and run the command again.",
    );
  }
  if (error?.code === "ENOSPC") {
    return new SetUpError("the disk is full (ENOSPC)", "Free about 1 GB and run the command again.");
  }
  return error;
}
