import { lstatSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const NAME = ".env.example";

export interface EnvExample {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly before?: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * The file that tells which variables a program asks for, with some more in it: names, and never a value. It is the nearest one at or above
 * a file, or a new one at the root. Undefined where it has them all, or cannot be read.
 */
export function envExampleWith(names: readonly string[], root: string, file: string): EnvExample | undefined {
  const path = nearest(root, file);
  const before = path === undefined ? undefined : read(join(root, path));
  if (path !== undefined && before === undefined) return undefined;
  const text = before === undefined ? "" : Buffer.from(before).toString("latin1");
  const missing = names.filter((name) => !new RegExp(String.raw`^\s*(?:export\s+)?${name}\s*=`, "m").test(text));
  if (missing.length === 0) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : newline;
  const added = gap + missing.map((name) => `${name}=${newline}`).join("");
  return {
    path: path ?? NAME,
    ...(before === undefined ? {} : { before }),
    after: Buffer.concat([before ?? Buffer.alloc(0), Buffer.from(added)]),
  };
}

function nearest(root: string, file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = folder === "." ? NAME : `${folder}/${NAME}`;
    if (lstatSync(resolve(root, path), { throwIfNoEntry: false })?.isFile() === true) return path;
    if (folder === "." || folder === "/" || folder === dirname(folder)) return undefined;
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
