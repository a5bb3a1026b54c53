import { type GitRepository, openGit } from "../git/open-repository.ts";
import { plural } from "../reporters/plural.ts";
import { printable } from "../reporters/printable.ts";
import { sharedFolder } from "../sources/find-root.ts";
import { askedPaths } from "../sources/ranges/asked-paths.ts";
import { namedRange } from "../sources/ranges/named-range.ts";
import { rangeEnds } from "../sources/ranges/range-ends.ts";
import { LOCAL_REMEDIES } from "../sources/ranges/remedies.ts";
import type { WorkedOut } from "../sources/ranges/worked-out.ts";
import { pathsAsked } from "./paths-asked.ts";
import type { Program } from "./program.ts";
import type { CommitsAsked } from "./range-arguments.ts";
import type { ScanArguments } from "./scan-arguments.ts";
import { searchCommits } from "./search-commits.ts";
import type { SpecialSearch } from "./special-search.ts";
import { printError } from "./write-out.ts";

/**
 * Works out which commits are meant, says so on standard error, and reads what they bring. Throws a ScanError or GitError
 * where that cannot be told: a range that is guessed would pass what nobody has looked at.
 */
export async function prepareRange(
  args: ScanArguments,
  commits: CommitsAsked,
  { cwd, env }: Program,
): Promise<SpecialSearch> {
  const paths = pathsAsked(args, cwd);
  const start = env["GIT_DIR"] === undefined ? sharedFolder(paths.slice(0, 1), cwd) : cwd;
  const repository = openGit({ start, environment: env });
  try {
    const { systemHere } = await import("../sources/ci/systems.ts");
    const remedies = systemHere(env)?.remedies ?? LOCAL_REMEDIES;
    const found = await workOut(repository, commits, env, remedies);
    tell(found);
    const isNarrowed = paths.length > 0 || args.filesFrom !== undefined;
    const { search, ...rest } = searchCommits(repository, found.range, {
      ...(isNarrowed ? askedPaths(repository, found.range.commits, paths, cwd) : {}),
      ...(found.sides === undefined ? {} : { change: { ...found.sides, asksHead: args.trustedConfig === undefined } }),
      contentsHint: remedies.contents,
    });
    return {
      ...rest,
      search(prepared) {
        try {
          return search(prepared);
        } finally {
          repository.close();
        }
      },
    };
  } catch (error) {
    repository.close();
    throw error;
  }
}

async function workOut(
  repository: GitRepository,
  asked: CommitsAsked,
  env: Program["env"],
  remedies: typeof LOCAL_REMEDIES,
): Promise<WorkedOut> {
  if (asked.by === "ci") return (await import("../sources/ci/resolve-build.ts")).resolveBuild(repository, env);
  const ends = asked.by === "since" ? { from: asked.ref, to: "HEAD" } : rangeEnds(asked.ends);
  return namedRange(repository, ends, remedies);
}

function tell({ range: { commits, tags, loose }, notes, searching, nothing }: WorkedOut): void {
  for (const note of notes) printError(printable(`sealint: note: ${note}.`));
  const counts = [
    { count: commits.length, what: "commit" },
    { count: tags.length, what: "message" },
    { count: loose.length, what: "other object" },
  ].filter(({ count }) => count > 0);
  const what = counts.map(({ count, what: noun }) => plural(count, noun)).join(" and ");
  printError(printable(`sealint: ${what === "" ? `nothing new: ${nothing}` : `searching ${what} ${searching}`}.`));
}
