import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";

/**
 * Writes a file that is not there yet, below the root and with the folders that it takes. Throws a ScanError where it cannot,
 * or where a link would lead it out of the root.
 */
export function writeNew(root: string, path: string, shown: string, text: string): void {
  const file = join(root, path);
  try {
    checkInside(root, dirname(file), shown);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if (error instanceof ScanError) throw error;
    throw new ScanError(`${shown} cannot be written: ${systemWords(error)}`, "Run it where you may write.", {
      cause: error,
    });
  }
}

function checkInside(root: string, folder: string, shown: string): void {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const [real, top] = [realpathSync(there), realpathSync(root)];
  if (real === top || real.startsWith(top.endsWith(sep) ? top : top + sep)) return;
  throw new ScanError(`${shown} leads out of the repository by a link`, "Write it by hand, or take the link away.");
}
