import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE } from "../config/find-config.ts";
import { STARTER_CONFIG } from "../config/starter.ts";
import { ScanError } from "../core/errors.ts";
import { systemWords } from "../files/system-errors.ts";
import { findRoot } from "../sources/find-root.ts";
import { EXIT } from "./exit-code.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import type { Program } from "./program.ts";
import { printOut } from "./write-out.ts";

/** Runs `sealint init`: writes a configuration at the root, unless there is one. Throws a ScanError where it cannot. */
export function runInit({ cwd }: Program): number {
  const root = findRoot([], cwd);
  const shown = `${pathPrefixOf(root, cwd)}${CONFIG_FILE}`;
  const file = join(root, CONFIG_FILE);
  if (existsSync(file)) {
    throw new ScanError(`${shown} is there already`, "Change that file, or move it away first; nothing was written.");
  }
  try {
    writeFileSync(file, STARTER_CONFIG, { flag: "wx" });
  } catch (error) {
    throw new ScanError(`${shown} cannot be written: ${systemWords(error)}`, "Run it where you may write.", {
      cause: error,
    });
  }
  printOut(
    [
      `Wrote ${shown}. It changes nothing yet: each setting in it is commented out, with what it is for.`,
      "",
      "Next:",
      "  sealint scan            See what is found.",
      "  sealint explain RULE    Read what a finding means and what to do now.",
      "  sealint rules list      See what there is to find.",
      "",
      "Then commit the file, so that everybody and your pipelines scan alike.",
      "",
    ].join("\n"),
  );
  return EXIT.clean;
}
