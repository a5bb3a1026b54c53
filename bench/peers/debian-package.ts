import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BenchError } from "../run/bench-error.ts";
import { runChild, runOrFail } from "../run/children.ts";

/** Settings for package lists of our own, for a machine that has none and a person who may not write the system's. */
function ownLists(cache: string): readonly string[] {
  const lists = join(cache, "apt", "lists");
  const archives = join(cache, "apt", "cache");
  mkdirSync(join(lists, "partial"), { recursive: true });
  mkdirSync(join(archives, "archives", "partial"), { recursive: true });
  return ["-o", `Dir::State::Lists=${lists}`, "-o", `Dir::Cache=${archives}`];
}

/** Fetches a package with apt and unpacks it: nothing is installed, and no rights are needed. */
export async function unpackDebianPackage(name: string, folder: string, cache: string): Promise<void> {
  const { code } = await runChild("apt-get", ["download", name], { cwd: folder });
  if (code !== 0) {
    const lists = ownLists(cache);
    await runOrFail("apt-get", [...lists, "update"]);
    await runOrFail("apt-get", [...lists, "download", name], { cwd: folder });
  }
  const file = readdirSync(folder).find((entry) => entry.endsWith(".deb"));
  if (file === undefined) throw new BenchError(`apt-get brought no package ${name}`);
  await runOrFail("dpkg-deb", ["-x", join(folder, file), folder]);
  rmSync(join(folder, file));
}
