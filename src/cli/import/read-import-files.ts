import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";
import type { ImportFile } from "../../migrate/imported.ts";
import type { ImportTool } from "../../migrate/tool-names.ts";
import { TOOLS } from "../../migrate/tools.ts";
import { pathPrefixOf } from "../path-prefix.ts";

const MOST_BYTES = 64 << 20;

/** Reads the files that were named, or those that lie where the tool looks for them. Throws a ScanError where one cannot be read. */
export function readImportFiles(
  tool: ImportTool,
  named: readonly string[],
  root: string,
  cwd: string,
): readonly ImportFile[] {
  const files = named.length > 0 ? named : usualFiles(tool, root, cwd);
  return files.map((file) => readOne(file, root, cwd));
}

function usualFiles(tool: ImportTool, root: string, cwd: string): readonly string[] {
  const { usual } = TOOLS[tool];
  const prefix = pathPrefixOf(root, cwd);
  const found = usual.filter((name) => existsSync(join(root, name))).map((name) => prefix + name);
  if (found.length > 0) return found;
  const looked = usual.length === 0 ? "it has no usual place for them" : `there is none of ${usual.join(", ")}`;
  throw new ScanError(`no file of ${tool} was named, and ${looked}`, `Write \`sealint import ${tool} FILE\`.`);
}

function readOne(file: string, root: string, cwd: string): ImportFile {
  const hint = "Name a file that can be read; nothing was written.";
  try {
    const bytes = readFileSync(resolve(cwd, file));
    if (bytes.length > MOST_BYTES) throw new ScanError(`${file} cannot be read: it is larger than 64 MB`, hint);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const path = relative(root, resolve(cwd, file)).replaceAll("\\", "/");
    const isOutside = /^(?:\.\.\/|\/|[A-Za-z]:)/.test(path);
    return { name: file.replaceAll("\\", "/").replace(/^\.\//, ""), text, ...(isOutside ? {} : { path }) };
  } catch (error) {
    if (error instanceof ScanError) throw error;
    if (error instanceof TypeError) throw new ScanError(`${file} cannot be read: it is no text in UTF-8`, hint);
    throw new ScanError(`${file} cannot be read: ${systemWords(error)}`, hint, { cause: error });
  }
}
