import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Number of regular files below a folder, and of their bytes. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** Counts a folder's files; git's own are left out, as the scanners do. */
export function countFiles(folder: string): Amount {
  let files = 0;
  let bytes = 0;
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && entry.name !== ".git") open.push(path);
      if (!entry.isFile()) continue;
      files++;
      bytes += lstatSync(path).size;
    }
  }
  return { files, bytes };
}

const number = new Intl.NumberFormat("en-US");

/** "78,579 files, 1,299 MB". */
export const amountText = ({ files, bytes }: Amount): string =>
  `${number.format(files)} files, ${number.format(Math.round(bytes / 1e6))} MB`;
