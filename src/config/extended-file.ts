import { dirname, join, resolve } from "node:path";
import type { FileAccess } from "./file-access.ts";
import { CONFIG_FILE } from "./find-config.ts";

const PACKAGE = /^(?<name>(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*)(?:\/(?<path>[^\\]+))?$/;

/** The file that an item of `extends` means, or why it means none; the item itself is not repeated. */
export type ExtendedFile =
  | { readonly file: string; readonly hint: string }
  | { readonly message: string; readonly hint: string };

/** Finds what an item of `extends` means: a file beside the one that it stands in, or data of an npm package. */
export function resolveExtended(
  item: string,
  from: string,
  root: string,
  { exists }: FileAccess,
  /** The file of a package that is named without one. */
  usual: string = CONFIG_FILE,
): ExtendedFile {
  if (/^\.\.?\//.test(item)) {
    return { file: resolve(dirname(from), item), hint: "Check the path; it starts from the folder of this file." };
  }
  const { name, path } = PACKAGE.exec(item)?.groups ?? {};
  if (name === undefined || path?.split("/").includes("..") === true) {
    return {
      message: "is neither a relative path nor the name of a package",
      hint: "Write `./base.yaml` for a file beside this one, or `package` or `package/file.yaml` for an npm package.",
    };
  }
  const folder = join(root, "node_modules", name);
  if (!exists(folder)) {
    const isFile = exists(resolve(dirname(from), item));
    return {
      message: "names a package that is not in node_modules at the root",
      hint: isFile
        ? "Write `./` in front of a file beside this one."
        : "Install the package, or write `./` in front of a file beside this one.",
    };
  }
  const hint =
    path === undefined
      ? `The package has to hold ${usual}, or name a file of it.`
      : "Check the file's name in the package.";
  return { file: join(folder, path ?? usual), hint };
}
