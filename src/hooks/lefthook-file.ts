import { readFileSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import { type BytePath, openable, textOfPath } from "../files/byte-path.ts";
import { systemWords } from "../files/system-errors.ts";
import { isThere } from "./existing-hook.ts";

const FORMATS = ["yml", "yaml", "toml", "json", "jsonc"] as const;

/** A configuration of lefthook. */
export interface LefthookFile {
  readonly path: BytePath;
  /** Its path from the top of the work tree. */
  readonly name: string;
  readonly isYaml: boolean;
  /** What it says once all is done that was planned so far; absent where nothing was. */
  planned?: string;
}

/** Finds the configuration of lefthook; one that is for this machine only counts where there is no other. */
export function findLefthook(top: BytePath): LefthookFile | undefined {
  for (const base of ["lefthook", ".lefthook", ".config/lefthook", "lefthook-local", ".lefthook-local"])
    for (const format of FORMATS) {
      const name = `${base}.${format}`;
      const path = `${top}/${name}`;
      if (isThere(path)) return { path, name, isYaml: format === "yml" || format === "yaml" };
    }
  return undefined;
}

/** The text of a configuration, with what was planned. */
export function readLefthook({ path, planned }: LefthookFile): string {
  try {
    return planned ?? readFileSync(openable(path), "utf8");
  } catch (error) {
    throw new ScanError(`${textOfPath(path)} cannot be read: ${systemWords(error)}`, "Nothing was changed.", {
      cause: error,
    });
  }
}
