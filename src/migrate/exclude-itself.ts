import { globOfPath } from "./glob-of-path.ts";
import type { Imported, ImportFile } from "./imported.ts";

/** Leaves a file out that holds hashes of values, which look like keys themselves; as its own tool does. */
export function excludeItself({ name, path }: ImportFile): Imported {
  if (path === undefined) return { parts: [] };
  const glob = globOfPath(path);
  const entry = {
    path: glob.includes("/") ? glob : `{${glob},${glob}/**}`,
    reason: "Holds hashes of values, not values.",
    from: name,
  };
  return {
    parts: [
      {
        fate: "carried",
        at: `${name}: the file itself`,
        note: `paths.exclude: \`${path}\``,
        todo: `Delete ${name} and its entry once you have moved over.`,
      },
    ],
    excluded: [entry],
  };
}
