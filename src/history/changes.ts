import { Growing } from "../git/bulk/growing.ts";

/** What changed at which path with which commit, against its first parent. */
export class Changes {
  readonly commits = new Growing();
  readonly paths = new Growing();
  /** Numbers of contents; see tree-changes.ts for those below zero. */
  readonly contents = new Growing();

  get count(): number {
    return this.commits.length;
  }

  add(commit: number, path: number, content: number): void {
    this.commits.push(commit);
    this.paths.push(path);
    this.contents.push(content);
  }
}

/** Picks out the changes of some paths: for each the commits, and the contents that they brought. */
export function changesOf(
  { commits, paths, contents, count }: Changes,
  wanted: Iterable<number>,
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const byPath = new Map(Array.from(wanted, (path) => [path, new Map<number, number>()]));
  for (let at = 0; at < count; at++) byPath.get(paths.at(at))?.set(commits.at(at), contents.at(at));
  return byPath;
}
