import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";
import { printOut } from "../write-out.ts";

/** A file that is to be written. */
export interface OutputFile {
  /** Absolute. */
  readonly file: string;
  /** As people see it. */
  readonly shown: string;
  readonly text: string;
}

/** Writes files, all or none where one is there already. Throws a ScanError where it cannot. */
export function writeNew(files: readonly OutputFile[]): void {
  const there = files.find(({ file }) => existsSync(file));
  if (there !== undefined) {
    throw new ScanError(
      `${there.shown} is there already`,
      "Move it away, or name another file with `--output`; nothing was written.",
    );
  }
  for (const { file, shown, text } of files) {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    } catch (error) {
      throw new ScanError(`${shown} cannot be written: ${systemWords(error)}`, "Run it where you may write.", {
        cause: error,
      });
    }
  }
}

/** Prints files one after the other, as documents of YAML that name themselves. */
export function printFiles(files: readonly OutputFile[]): void {
  printOut(files.map(({ shown, text }) => `# ${shown}\n${text}`).join("---\n"));
}
