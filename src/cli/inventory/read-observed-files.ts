import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { shownPath } from "../../config/read-document.ts";
import { ScanError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { unitOf } from "../../core/source.ts";
import { systemWords } from "../../files/system-errors.ts";
import { type ObservedFile, readObserved } from "../../inventory/observed/read-observed.ts";
import { isStore, parseStore, STORES, type StorePath } from "../../inventory/stores.ts";
import { asUtf8 } from "../../sources/transcode.ts";
import { readInput } from "../hook/read-input.ts";

/** More is no list that a tool prints, and would not fit in memory as a tree. */
const MOST_BYTES = 64 << 20;

/** Reads the files that say what stores hold. Throws a ScanError where one cannot be read. */
export function readObservedFiles(items: readonly string[], cwd: string, root: string): readonly ObservedFile[] {
  return items.map((item) => {
    const { file, asked } = partsOf(item, cwd);
    const path = file === "-" ? "stdin" : shownPath(resolve(cwd, file), root);
    return readObserved(unitOf(path, asUtf8(contentOf(file, cwd))), asked);
  });
}

/** `STORE=FILE`; what stands before the first `=` is a store, or the whole is a file. */
function partsOf(item: string, cwd: string): { readonly file: string; readonly asked?: StorePath } {
  const equals = item.indexOf("=");
  if (equals === -1) return { file: item };
  const asked = parseStore(item.slice(0, equals).replace(/:$/, ""));
  if (asked !== undefined && isStore(asked.scheme)) return { file: item.slice(equals + 1), asked };
  // A file's name may have the character, too; what is nearly a store is a slip.
  const scheme = /^[a-z\d-]+(?=[:=])/.exec(item)?.[0] ?? "";
  if (scheme === "" || existsSync(resolve(cwd, item))) return { file: item };
  const near = nearest(scheme, Object.keys(STORES));
  throw new ScanError(
    `\`--observed\` knows no store \`${scheme}\`, and there is no such file`,
    near === undefined ? `Stores are ${Object.keys(STORES).join(", ")}.` : `Did you mean \`${near}\`?`,
  );
}

function contentOf(file: string, cwd: string): Buffer {
  const hint = "Name a file that holds what the store's tool printed as JSON.";
  try {
    const bytes = file === "-" ? Buffer.from(readInput(), "latin1") : readFileSync(resolve(cwd, file));
    if (bytes.length <= MOST_BYTES) return bytes;
  } catch (error) {
    throw new ScanError(`the list ${file} cannot be read: ${systemWords(error)}`, hint, { cause: error });
  }
  throw new ScanError(`the list ${file} is too large: 64 MB is the limit`, "Ask the store for a part of it.");
}
