import { minimatch } from "minimatch";
import type { Sink, Transfer } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { Dialect } from "./dialect.ts";

/** Files that a job hands on: to whoever may fetch its artefacts, or to later runs by a cache. */
export interface HandOver {
  readonly kind: Transfer["kind"];
  readonly paths: readonly Scalar[];
  /** What of these paths is left out. */
  readonly excluded: readonly Scalar[];
}

/** Notes what a job hands on, at the first of the paths. */
export function noteHandOvers(collected: Collected, job: string | undefined, handOvers: readonly HandOver[]): void {
  for (const { kind, paths, excluded } of handOvers) {
    const [first] = paths;
    if (first === undefined) continue;
    collected.transfers.push({
      kind,
      place: first.place,
      paths: paths.map(({ value, place }) => ({ value, place })),
      excluded: excluded.map(({ value }) => value),
      takesHidden: true,
      ...(job !== undefined && { job }),
    });
  }
}

/** The kinds of sinks that a written file is: a file that is handed on is more than a file. */
export function kindsOfFile(dialect: Dialect, file: string, handOvers: readonly HandOver[]): readonly Sink["kind"][] {
  const kinds = handOvers.filter(({ paths }) => paths.some(({ value }) => isAmong(dialect, file, value)));
  return ["file", ...new Set(kinds.map(({ kind }) => kind))];
}

/** Whether a file is a path that is handed on, lies below it, or matches it as a pattern. */
export function isAmong({ folder }: Pick<Dialect, "folder">, file: string, handedOn: string): boolean {
  const plain = (path: string): string =>
    path
      .replace(folder, "")
      .replace(/^(?:\.\/)+/, "")
      .replace(/^\$\{?HOME\}?(?=\/)/, "~")
      .replace(/\/+$/, "");
  const [path, pattern] = [plain(file), plain(handedOn)];
  if (path === "" || path.length > 1000 || pattern.length > 1000) return false;
  if (path === pattern || path.startsWith(`${pattern}/`) || minimatch(path, pattern, { dot: true })) return true;
  return pattern === "." && !/^[~\/$]/.test(path);
}
