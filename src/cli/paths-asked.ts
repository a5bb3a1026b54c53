import { readFileList } from "../sources/file-list.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** All paths that were asked for, those of a list behind those that were typed. */
export function pathsAsked({ paths, filesFrom }: ScanArguments, cwd: string): readonly string[] {
  return filesFrom === undefined ? paths : [...paths, ...readFileList(filesFrom, { cwd })];
}
