import type { Acceptance, AcceptedEntry } from "../../core/acceptance.ts";
import type { Config } from "../config.ts";

/** The base's entries, each accepting only what the change's configuration accepts, too, or leaves to a rule that is off. */
export function acceptedByBoth(
  base: Config,
  head: Config,
  asOf: string,
): Pick<Acceptance, "allow" | "unread" | "excluded"> {
  const holds = ({ until }: AcceptedEntry): boolean => until === undefined || until >= asOf;
  const others = head.acceptance.allow.filter(holds);
  const unread = head.acceptance.unread.filter(holds);
  return {
    allow: base.acceptance.allow.map((entry) => ({
      ...entry,
      accepts: (finding, name) =>
        entry.accepts(finding, name) &&
        (head.off.has(finding.ruleId) ||
          others.some((one) => (one.ruleIds?.has(finding.ruleId) ?? true) && one.accepts(finding, name))),
    })),
    unread: base.acceptance.unread.map((entry) => ({
      ...entry,
      accepts: (path) => entry.accepts(path) && unread.some((one) => one.accepts(path)),
    })),
    excluded: base.acceptance.excluded,
  };
}
