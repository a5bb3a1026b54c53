import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BenchError, messageOf } from "../run/bench-error.ts";
import { runOrFail } from "../run/children.ts";
import { cachedFolder } from "./cached-folder.ts";
import { unpackDebianPackage } from "./debian-package.ts";

const PACKAGE = "linux-source-6.1";

async function fetchTree(folder: string, cache: string): Promise<string> {
  return cachedFolder(folder, async (part) => {
    await unpackDebianPackage(PACKAGE, part, cache);
    await runOrFail("tar", ["-xf", join(part, "usr", "src", `${PACKAGE}.tar.xz`), "-C", part]);
    rmSync(join(part, "usr"), { recursive: true });
    // Its files lie one folder down, and would keep the package's own folders as neighbours.
    const aside = `${part}.whole`;
    rmSync(aside, { recursive: true, force: true });
    renameSync(join(part, PACKAGE), aside);
    rmSync(part, { recursive: true });
    renameSync(aside, part);
  });
}

/** Folder with the sources of Linux 6.1 as Debian has them. */
export async function linuxTree(cache: string): Promise<string> {
  try {
    return await fetchTree(join(cache, "linux"), cache);
  } catch (error) {
    throw new BenchError(`there are no sources of Linux (${messageOf(error)}); name another tree with --tree`);
  }
}
