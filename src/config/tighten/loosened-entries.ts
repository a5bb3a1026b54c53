import type { AcceptedEntry } from "../../core/acceptance.ts";
import type { Config } from "../config.ts";
import type { UnplacedLoosening } from "./with-place.ts";

/** What the change accepts or leaves out that its base does not. */
export function loosenedEntries(base: Config, head: Config): UnplacedLoosening[] {
  const newIn = (
    kind: string,
    entriesOf: (config: Config) => readonly AcceptedEntry[],
    effect: string,
  ): UnplacedLoosening[] => {
    const known = Map.groupBy(entriesOf(base), ({ key }) => key);
    return entriesOf(head)
      .filter((entry) => !(known.get(entry.key) ?? []).some((old) => holdsAsLong(old, entry)))
      .map(({ key, until = "", written }) => ({
        message: `The entry is not in the base commit, so it ${effect} here.`,
        key: `${kind} ${key} ${until}`,
        at: written,
      }));
  };
  return [
    ...narrowedSearch(base, head),
    ...newIn("exclude", ({ acceptance }) => acceptance.excluded, "leaves nothing out"),
    // What `rules` turns off at some paths is told where the rules are compared.
    ...newIn("allow", ({ acceptance }) => acceptance.allow.filter(({ isStanding }) => !isStanding), "accepts nothing"),
    ...newHonours(base, head),
    ...newIn("unread", ({ acceptance }) => acceptance.unread, "accepts nothing"),
  ];
}

/** Whether an entry holds at least as long as another. */
const holdsAsLong = (old: AcceptedEntry, entry: AcceptedEntry): boolean =>
  old.until === undefined || (entry.until !== undefined && entry.until <= old.until);

function narrowedSearch(base: Config, head: Config): UnplacedLoosening[] {
  const isNarrowed =
    head.include.length > 0 &&
    (base.include.length === 0 || base.include.some((pattern) => !head.include.includes(pattern)));
  if (!isNarrowed) return [];
  return [
    {
      message: "`include` would have less searched; all that the base commit has searched is.",
      key: `include ${head.include.join("\n")}`,
      at: ["paths", "include"],
    },
  ];
}

function newHonours(base: Config, head: Config): UnplacedLoosening[] {
  const more = head.acceptance.honour.filter((tool) => !base.acceptance.honour.includes(tool));
  if (more.length === 0) return [];
  const message = `Comments of ${more.join(", ")} would hide findings; they do not in the base commit, so they hide nothing here.`;
  return [{ message, key: `honour ${more.join(" ")}`, at: ["suppressions", "honour"] }];
}
