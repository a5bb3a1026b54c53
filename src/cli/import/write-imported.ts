import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BaselineEntry } from "../../core/baseline.ts";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";
import { writeBaseline } from "../baseline/write-baseline.ts";
import { printOut } from "../write-out.ts";

/** A file that is to be written. */
export interface OutputFile {
  /** Absolute. */
  readonly file: string;
  /** As people see it. */
  readonly shown: string;
  readonly text: string;
  /** Of a baseline: what it is written from. */
  readonly entries?: readonly BaselineEntry[];
}

/** Writes files, all or none where one is there already, and names what it wrote. Throws a ScanError where it cannot. */
export function writeNew(files: readonly OutputFile[], root: string): readonly string[] {
  const there = files.find(({ file }) => existsSync(file));
  if (there !== undefined) {
    throw new ScanError(
      `${there.shown} is there already`,
      "Move it away, or name another file with `--output`; nothing was written.",
    );
  }
  return files.flatMap((output) => [output.shown, ...writeOne(output, root)]);
}

/** Names what was written beside it. */
function writeOne({ file, shown, text, entries }: OutputFile, root: string): readonly string[] {
  if (entries !== undefined) {
    const { beside } = writeBaseline({ file, shown, root, isNew: true }, { entries });
    return beside === undefined ? [] : [beside];
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
    return [];
  } catch (error) {
    throw new ScanError(`${shown} cannot be written: ${systemWords(error)}`, "Run it where you may write.", {
      cause: error,
    });
  }
}

/** Prints files one after the other, as documents of YAML that name themselves. */
export function printFiles(files: readonly OutputFile[]): void {
  printOut(files.map(({ shown, text }) => `# ${shown}\n${text}`).join("---\n"));
}
