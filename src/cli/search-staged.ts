import type { ScanReport } from "../core/stages.ts";
import { scan } from "../engine/scan.ts";
import { sharedFolder } from "../sources/find-root.ts";
import { openStaged, type Staged } from "../sources/staged.ts";
import { pathsAsked } from "./paths-asked.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import type { SpecialSearch } from "./special-search.ts";
import { printError } from "./write-out.ts";

/** A search of what is staged. */
export interface StagedSearch extends SpecialSearch {
  /** Paths from the root at which something is staged, content or not. */
  readonly changed: readonly string[];
}

/** Opens the index, before the configuration is read: that lies at the top of the work tree. Throws a ScanError where there is none to search. */
export function prepareStaged(args: ScanArguments, { cwd, env }: Program): StagedSearch {
  const paths = pathsAsked(args, cwd);
  // The first path tells which repository is meant, unless git's own variables do: a hook runs at the top.
  const start = env["GIT_DIR"] === undefined ? sharedFolder(paths.slice(0, 1), cwd) : cwd;
  // An empty list is one of nothing.
  const isNarrowed = args.paths.length > 0 || args.filesFrom !== undefined;
  const staged = openStaged({ paths: isNarrowed ? paths : undefined, cwd, start, environment: env });
  return {
    range: { paths, root: staged.top, folder: start },
    names: staged.paths,
    contentsOf: staged.contentsAt,
    changed: staged.changed,
    exists: staged.exists,
    search: (prepared) => searchStaged(args, staged, prepared),
  };
}

function searchStaged({ wholeFiles }: ScanArguments, staged: Staged, { options, config }: PreparedScan): ScanReport {
  if (staged.paths.length === 0) printError(`sealint: ${nothingToSearch(staged)}`);
  const { buffer } = options.matcher;
  const excluding = config === undefined ? {} : { isExcluded: config.isExcluded };
  const scope = wholeFiles ? {} : { inScope: staged.isChanged };
  try {
    return scan(staged.events({ buffer, ...excluding }), { ...options, ...scope });
  } finally {
    staged.close();
  }
}

const nothingToSearch = ({ hasChanges }: Staged): string =>
  hasChanges ? "nothing staged here has content to search." : "nothing is staged.";
