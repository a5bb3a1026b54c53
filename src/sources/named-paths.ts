import { lstatSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { Problem } from "../core/source.ts";
import { type BytePath, pathFromText, realPath, textOfPath } from "../files/byte-path.ts";
import { systemCode, unreadable } from "../files/system-errors.ts";
import type { FoundEvent, FoundFolder } from "./walk.ts";

const PIPE_HINT = "Pipe its content into the scan and pass --stdin instead.";

function isDanglingLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The problem of a path that was given and leads to nothing that can be scanned. */
function namedProblem(path: string, absolute: string, error: unknown): Problem {
  const problem = (code: Problem["code"], message: string, hint: string): Problem => ({
    level: "error",
    code,
    subject: path,
    message,
    hint,
  });
  const system = systemCode(error);
  if (system === "ELOOP") {
    return problem(
      "link-loop",
      "is a link that leads back to itself",
      "Mend the link, or name the file that it should lead to.",
    );
  }
  if (system !== "ENOENT" && system !== "ENOTDIR") {
    return unreadable(path, error);
  }
  if (isDanglingLink(absolute)) {
    return problem(
      "missing-path",
      "is a link to something that does not exist",
      "Mend the link, or leave it out of the scan.",
    );
  }
  const hint = path.startsWith('"')
    ? "Git put this name in quotes; make the list with `-z`."
    : "Check the spelling; paths start from the current folder.";
  return problem("missing-path", "does not exist", hint);
}

/** Path as people see it: relative to the root where it lies below it, and absolute elsewhere. */
function shownPath(absolute: string, root: string): string {
  const below = relative(root, absolute);
  const isOutside = below === ".." || below.startsWith("../") || below.startsWith("..\\") || isAbsolute(below);
  return textOfPath(pathFromText(isOutside ? absolute : below));
}

/**
 * Finds what given paths lead to, links followed, in the order given and each thing once. What is missing, loops, or is
 * neither file nor folder becomes a problem under the path as given.
 */
export function findNamed(
  paths: readonly string[],
  options: { readonly cwd: string; readonly root: string },
): (FoundEvent | FoundFolder)[] {
  const seen = new Set<BytePath>();
  return paths.flatMap((path): (FoundEvent | FoundFolder)[] => {
    const absolute = resolve(options.cwd, path);
    try {
      const stats = statSync(absolute);
      const location = realPath(pathFromText(absolute));
      if (seen.has(location)) return [];
      seen.add(location);
      const shown = shownPath(absolute, options.root);
      if (stats.isFile()) return [{ type: "file", location, path: shown, named: true }];
      if (stats.isDirectory()) return [{ type: "folder", location, path: shown }];
      const kind = stats.isFIFO() ? "FIFO" : stats.isSocket() ? "socket" : "device";
      const message = `is a ${kind}, neither a file nor a folder`;
      return [
        { type: "problem", problem: { level: "error", code: "not-a-file", subject: path, message, hint: PIPE_HINT } },
      ];
    } catch (error) {
      return [{ type: "problem", problem: namedProblem(path, absolute, error) }];
    }
  });
}
