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
