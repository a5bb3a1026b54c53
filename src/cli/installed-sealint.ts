import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { Installed } from "../hooks/hook-script.ts";
import type { Program } from "./program.ts";

/** The sealint that runs now, by paths under which a hook finds it again; undefined where there is no such file. */
export function installedSealint({ starter }: Program): Installed | undefined {
  const script = join(dirname(starter), "..", "bin", "sealint.js");
  return statSync(script, { throwIfNoEntry: false })?.isFile() === true
    ? { node: process.execPath, script }
    : undefined;
}
