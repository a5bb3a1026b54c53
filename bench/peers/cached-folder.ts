import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/** Fills a folder of the cache once. It is made aside and put in place at the end, so that it is never half of one. */
export async function cachedFolder(folder: string, fill: (part: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  await fill(part);
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(part, folder);
  return folder;
}
