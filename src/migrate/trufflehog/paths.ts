import { type Imported, type ImportFile, joinImported } from "../imported.ts";
import { pathEntries } from "../path-entries.ts";

/** Reads a list of patterns of paths, one a line: what is to be left out or, where the name says so, what alone is searched. */
export function importTrufflehogPaths({ name, text }: ImportFile): Imported {
  const isInclude = /include/i.test(name.split("/").at(-1) ?? "");
  const kind = isInclude
    ? "paths to search (`--include-paths`), because its name says `include`"
    : "paths to leave out (`--exclude-paths`); one whose name says `include` is read as paths to search";
  const lines = text.split(/\r?\n/).entries();
  return joinImported([
    { parts: [{ fate: "carried", at: name, note: `read as a list of ${kind}` }] },
    ...[...lines].flatMap(([index, line]) => {
      const pattern = line.trim();
      return pattern === "" || pattern.startsWith("#")
        ? []
        : [importPattern(pattern, `${name}:${index + 1}`, isInclude)];
    }),
    {
      parts: [
        {
          fate: "left",
          at: "comments `trufflehog:ignore`",
          note: "sealint does not honour them",
          todo: "Write `sealint-ignore RULE -- reason` in their place, where something is found.",
        },
      ],
    },
  ]);
}

function importPattern(pattern: string, at: string, isInclude: boolean): Imported {
  const becomes = isInclude ? "paths.include" : "paths.exclude";
  const { entries, part } = pathEntries(pattern, { at, dialect: "go", reason: `Left out by ${at}.`, becomes });
  return isInclude ? { parts: [part], included: entries } : { parts: [part], excluded: entries };
}
