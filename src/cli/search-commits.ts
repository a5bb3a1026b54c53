import { resolve } from "node:path";
import type { FileAccess } from "../config/file-access.ts";
import type { Finding } from "../core/finding.ts";
import type { ScanReport } from "../core/stages.ts";
import type { Facts } from "../engine/facts.ts";
import { type CommitOrder, onceEach } from "../engine/once-each.ts";
import { saysSomething } from "../engine/outcome.ts";
import { scan } from "../engine/scan.ts";
import { textOfPath } from "../files/byte-path.ts";
import { commitsOf } from "../git/history/commits.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { type CommitContents, type CommitRange, type CommitScope, openCommits } from "../sources/commits/commits.ts";
import { tipsOf } from "../sources/commits/tips.ts";
import { filesOfHead, treeFiles } from "../sources/commits/tree-files.ts";
import { loosenedByChange } from "../suppressions/rules.ts";
import { type GuardedChange, guardChange } from "./guard-change.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { SpecialSearch } from "./special-search.ts";

export interface CommitSearchOptions extends CommitScope {
  /** Where the commits are somebody's change, who must not decide how it is looked at. */
  readonly change?: GuardedChange;
  /** Whether settings are those of the default branch though there is a work tree: what is pushed does not decide how it is looked at. */
  readonly isGuarded?: boolean;
}

/** A search of commits. Without a work tree, settings are those of the last commit of the default branch. */
export function searchCommits(
  repository: GitRepository,
  range: CommitRange,
  { isGuarded = false, change, ...scope }: CommitSearchOptions = {},
): SpecialSearch {
  const contents = openCommits(repository, range, scope);
  const { top, folder } = repository;
  const root = textOfPath(top === undefined || isGuarded ? folder : top);
  return {
    range: { paths: [], root, folder: root },
    names: contents.paths,
    ...(top === undefined || isGuarded ? { files: filesOfHead(repository, root) } : {}),
    ...(change === undefined ? {} : guardChange(repository, contents, change, root)),
    exists: existsInTips(repository, range, root),
    search: (prepared) => onceEach(searchContents(contents, prepared), withSettings(contents), settingsOf(prepared)),
  };
}

/** What a change's settings would loosen counts whatever its commits add: it may be said by what is no longer there. */
const withSettings = (contents: CommitContents): CommitOrder => ({
  ...contents,
  isAdded: (finding) =>
    (finding.ruleId === loosenedByChange.id && finding.location.unit === finding.location.path) ||
    contents.isAdded(finding),
});

/** Which findings a change mends, since no value has leaked: those of pipelines, of the inventory and of what accepts others. */
function settingsOf({ options: { suppressionRules = [] } }: PreparedScan): (finding: Finding) => boolean {
  const ids = new Set(suppressionRules.map(({ id }) => id));
  return ({ ruleId, isSetting }) => isSetting === true || ids.has(ruleId);
}

function searchContents(contents: CommitContents, { options, config }: PreparedScan): ScanReport {
  const seen = new SeenContents();
  const events = contents.events({
    buffer: options.matcher.buffer,
    ...(config === undefined ? {} : { isExcluded: config.isExcluded }),
    isSilent: (blob, path) => seen.begin(`${blob} ${path}`),
  });
  return scan(events, options, (facts) => seen.note(facts));
}

/** Contents by what came of them, so that one that says nothing is not looked at twice. */
class SeenContents {
  readonly #begun = new Set<string>();
  readonly #loud = new Set<string>();
  #current = "";

  /** Goes on to another content; true where it was looked at before and said nothing. */
  begin(content: string): boolean {
    this.#current = content;
    if (this.#begun.has(content)) return !this.#loud.has(content);
    this.#begun.add(content);
    return false;
  }

  /** Takes what came of a part of it. */
  note(facts: Facts): void {
    if (saysSomething(facts)) this.#loud.add(this.#current);
  }
}

/** Whether a path is still there in any of the commits that nothing of the range follows. What cannot be told is there. */
function existsInTips(repository: GitRepository, { commits }: CommitRange, root: string): (path: string) => boolean {
  let tips: readonly FileAccess[] | undefined;
  return (path) => {
    tips ??= tipsOf(commits, commitsOf(repository)).map((id) => treeFiles(repository, id, root));
    return tips.length === 0 || tips.some((files) => files.exists(resolve(root, path)));
  };
}
