import { resolve } from "node:path";
import { textOfPath } from "../../files/byte-path.ts";
import { openGit } from "../../git/open-repository.ts";
import { filesOfHead } from "../../sources/commits/tree-files.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import type { ThreadProgram } from "../search/worker-task.ts";
import type { SpecialSearch } from "../special-search.ts";
import { type OpenHistory, scanHistory } from "./scan-history.ts";

/** A search of history, with the repository that it is about. */
export interface HistorySearch extends SpecialSearch, OpenHistory {}

/** Most is read in bulk, and what is not is seldom asked for twice. */
const STORE = { baseCache: 16 << 20, pageCache: 8 << 20 };

/**
 * Opens the repository, before the configuration is read: that lies at the top of its work tree or, where it has none, in the
 * last commit of its default branch. Throws a GitError where there is no repository.
 */
export function prepareHistory(args: ScanArguments, program: ThreadProgram): HistorySearch {
  const [subject = "."] = args.paths;
  const repository = openGit({ start: resolve(program.cwd, subject), environment: program.env, store: STORE });
  const { top, folder } = repository;
  const root = textOfPath(top ?? folder);
  const opened: OpenHistory = { repository, subject };
  return {
    ...opened,
    range: { paths: [], root, folder: root },
    // None of them is read as a pipeline, and what the baseline holds may be at any path by now.
    names: [],
    exists: () => false,
    ...(top === undefined ? { files: filesOfHead(repository, root) } : {}),
    search: (prepared) => scanHistory(args, program, opened, prepared),
  };
}
