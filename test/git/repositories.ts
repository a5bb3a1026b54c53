import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type GitRepository, type OpenOptions, openGit } from "../../src/git/open-repository.ts";
import { git, gitEnvironment, gitWithInput, temporaryFolder, temporaryRepository } from "../sources/temporary.ts";

/** One commit of a made history: parents by their place in the list. */
export interface MadeCommit {
  readonly parents?: readonly number[];
  readonly time?: number;
  readonly message?: string;
  /** Contents by path; null deletes. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
}

const START = 1_700_000_000;

function data(content: string | Buffer): Buffer {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}

/** Writes commits into a repository and gives their ids, in order. The branch `main` is the last one. */
export function makeHistory(repository: string, commits: readonly MadeCommit[]): string[] {
  const parts: Buffer[] = [];
  for (const [at, commit] of commits.entries()) {
    const { parents = at === 0 ? [] : [at - 1], time = START + at * 60, message = `commit ${at}`, files = {} } = commit;
    const who = `Ann Example <ann@example.com> ${time} +0100`;
    // A branch of its own for each, so that none is taken for the next one's parent.
    parts.push(Buffer.from(`commit refs/made/${at}\nmark :${at + 1}\nauthor ${who}\ncommitter ${who}\n`));
    parts.push(data(message));
    for (const [step, parent] of parents.entries())
      parts.push(Buffer.from(`${step === 0 ? "from" : "merge"} :${parent + 1}\n`));
    for (const [path, content] of Object.entries(files)) {
      const quoted = JSON.stringify(path);
      if (content === null) parts.push(Buffer.from(`D ${quoted}\n`));
      else parts.push(Buffer.from(`M 100644 inline ${quoted}\n`), data(content));
    }
  }
  parts.push(Buffer.from(`reset refs/heads/main\nfrom :${commits.length}\n\n`));
  importStream(repository, Buffer.concat(parts));
  return lines(repository, "rev-parse", ...commits.map((_, at) => `refs/made/${at}`));
}

function importStream(repository: string, stream: Buffer): void {
  gitWithInput(repository, stream, "fast-import", "--quiet", "--force", "--date-format=raw-permissive");
}

/** A repository without a work tree in a new folder. */
export function bareRepository(...options: readonly string[]): string {
  const folder = join(temporaryFolder(), "bare.git");
  mkdirSync(folder);
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", ...options);
  return folder;
}

export const workRepository = (...options: readonly string[]): string =>
  temporaryRepository("--initial-branch=main", ...options);

/** A repository as the scan opens it. */
export function opened(start: string, options: Partial<OpenOptions> = {}): GitRepository {
  return openGit({ start, environment: gitEnvironment(start), ...options });
}

/** What git prints, as lines without the last break. */
export function lines(repository: string, ...args: readonly string[]): string[] {
  return git(repository, ...args)
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** All objects of a repository by their ids, as git reads them. */
export function objectsByGit(repository: string): Map<string, { readonly type: string; readonly bytes: Buffer }> {
  const printed = git(repository, "cat-file", "--batch-all-objects", "--batch");
  const objects = new Map<string, { type: string; bytes: Buffer }>();
  for (let at = 0; at < printed.length; ) {
    const end = printed.indexOf(10, at);
    const [id = "", type = "", size = ""] = printed.toString("latin1", at, end).split(" ");
    const bytes = printed.subarray(end + 1, end + 1 + Number(size));
    objects.set(id, { type, bytes });
    at = end + 1 + Number(size) + 1;
  }
  return objects;
}

/** A history whose files change a little at a time, so that packs are full of deltas. */
export function slowlyChanging(count: number): MadeCommit[] {
  const linesOf = (seed: number) => Array.from({ length: 120 }, (_, at) => `line ${at} of ${seed * 7919} is here`);
  return Array.from({ length: count }, (_, at) => {
    const text = linesOf(1);
    for (let change = 0; change <= at; change++) text[(change * 37) % text.length] = `changed in ${change}`;
    return {
      files: {
        "a.txt": `${text.join("\n")}\n`,
        [`folder/${at % 5}/b.txt`]: `${linesOf(at).join("\n")}\n`,
        ...(at === 0
          ? { "binary.bin": Buffer.from(Array.from({ length: 3000 }, (__, byte) => (byte * byte) % 251)), empty: "" }
          : {}),
      },
    };
  });
}
