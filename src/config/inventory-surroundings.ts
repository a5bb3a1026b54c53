import { join, resolve } from "node:path";
import type { Surroundings } from "../core/stages.ts";
import type { FileAccess } from "./file-access.ts";

/** Where the forges look for it, in the order in which most of them do. */
const CODE_OWNERS = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
  ".bitbucket/CODEOWNERS",
] as const;

/** Looks around in a repository for what an inventory names; `root` and `home`, where the inventory lies, are absolute. */
export function surroundingsOf(root: string, home: string, files: FileAccess): Surroundings {
  const within = (folder: string, path: string): boolean => {
    const file = resolve(folder, path);
    // What leads out of the repository is none of its files, whether or not this machine has it.
    return (file === root || file.startsWith(join(root, "/"))) && files.exists(file);
  };
  let owners: { readonly text: string | undefined } | undefined;
  return {
    exists: (path) => within(root, path.replace(/^\/+/, "")) || within(home, path),
    codeOwners() {
      owners ??= { text: readCodeOwners(root, files) };
      return owners.text;
    },
  };
}

function readCodeOwners(root: string, files: FileAccess): string | undefined {
  for (const path of CODE_OWNERS) {
    try {
      return files.readFile(join(root, path)).toString("utf8");
    } catch {
      // It lies at the next place, or nowhere.
    }
  }
  return undefined;
}
