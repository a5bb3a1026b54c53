import { markdownTable } from "../report/table.ts";
import type { MadeFile } from "./make-corpus.ts";

/** A row for each file of the corpus, one for each scanner whether it finds the secret in it, and how many of all. */
export function encodedTable(
  files: readonly Pick<MadeFile, "group" | "path" | "steps">[],
  found: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const names = [...found.keys()];
  const rows = files.map(({ group, path, steps }) => [
    `\`${path}\``,
    group,
    steps.toReversed().join(", ") || "–",
    ...names.map((name) => (found.get(name)?.has(path) === true ? "yes" : "–")),
  ]);
  const sum = names.map(
    (name) => `${files.filter(({ path }) => found.get(name)?.has(path)).length} of ${files.length}`,
  );
  return markdownTable(["file", "group", "from the outside in", ...names], [...rows, ["all", "–", "–", ...sum]]);
}
