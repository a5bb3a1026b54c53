import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownPath } from "../../config/read-document.ts";
import type { BaselineEntry } from "../../core/baseline.ts";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";
import { renderBaseline } from "../../suppressions/baseline/render-baseline.ts";
import { isUsualBaseline } from "./read-baseline.ts";

/** Where a baseline is to be written. */
export interface BaselineTarget {
  /** Absolute. */
  readonly file: string;
  readonly shown: string;
  /** Absolute root of the scan. */
  readonly root: string;
  /** True where there must be no such file yet. */
  readonly isNew: boolean;
}

/** What writing came to. */
export interface Written {
  readonly isChanged: boolean;
  /** What was written beside it, where something was. */
  readonly beside?: string;
}

/** Git then takes the lines of both branches, also where they stand side by side; each line stands for itself. */
const ATTRIBUTES = "# What two branches add to the baseline is kept of both.\nbaseline.json merge=union\n";

/** Writes a baseline, where that changes it. Throws a ScanError where it cannot. */
export function writeBaseline(
  { file, shown, root, isNew }: BaselineTarget,
  { entries }: { readonly entries: readonly BaselineEntry[] },
): Written {
  const text = renderBaseline(entries);
  try {
    const isFirst = !existsSync(file);
    if (!isFirst && !isNew && readFileSync(file, "utf8") === text) return { isChanged: false };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: isNew ? "wx" : "w" });
    // Once: whoever removes them later does not want them.
    const beside = isFirst && isUsualBaseline(file, root) ? writeAttributes(file, root) : undefined;
    return { isChanged: true, ...(beside === undefined ? {} : { beside }) };
  } catch (error) {
    throw new ScanError(
      `${shown} cannot be written: ${systemWords(error)}`,
      "Write it where you may, with `--output`.",
      {
        cause: error,
      },
    );
  }
}

/** Tells git how to join baselines, where nobody has told it anything about that folder. */
function writeAttributes(file: string, root: string): string | undefined {
  const attributes = join(dirname(file), ".gitattributes");
  if (existsSync(attributes) || !existsSync(join(root, ".git"))) return undefined;
  writeFileSync(attributes, ATTRIBUTES, { flag: "wx" });
  return shownPath(attributes, root);
}
