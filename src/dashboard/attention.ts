import { plural } from "../reporters/plural.ts";
import type { Health } from "./health.ts";
import type { DashboardInput } from "./input.ts";
import { STATES, type State, type Tone } from "./states.ts";

/** Something that a person has to look at, with where on the page it is; `text` is a clause without a full stop. */
export interface Call {
  readonly tone: Tone;
  readonly text: string;
  readonly link: string;
}

/** How things are in a few words, and what asks for somebody, the most urgent first. */
export interface Attention {
  readonly tone: Tone;
  readonly headline: string;
  readonly calls: readonly Call[];
}

const stateLink = (state: State): string =>
  `#secrets?state=${encodeURIComponent(STATES.find(({ id }) => id === state)?.label ?? "")}`;

/** What the page says first. */
export function attentionFor({ report, hasInventory }: DashboardInput, health: Health): Attention {
  const { severities, stateCounts, run } = health;
  const isSearched = report.counts.files > 0;
  const asked: readonly (Call | undefined)[] = [
    run.errors === 0
      ? undefined
      : { tone: "bad", text: `${plural(run.errors, "thing")} could not be searched`, link: "#problems" },
    count(stateCounts.leaked, "bad", "declared secret has leaked", "declared secrets have leaked", stateLink("leaked")),
    count(severities.critical, "bad", "critical finding", "critical findings", "#findings?severity=critical"),
    count(severities.high, "bad", "high finding", "high findings", "#findings?severity=high"),
    count(stateCounts.expired, "bad", "secret is past its end", "secrets are past their end", stateLink("expired")),
    count(stateCounts.rotation, "warn", "rotation is overdue", "rotations are overdue", stateLink("rotation")),
    count(stateCounts.review, "warn", "review is overdue", "reviews are overdue", stateLink("review")),
    count(
      health.due.filter(({ days }) => days >= 0 && days <= 30).length,
      "warn",
      "date falls in the next 30 days",
      "dates fall in the next 30 days",
      "#secrets?due=Next+30+days",
    ),
    hasInventory
      ? count(run.undeclared, "warn", "secret is not declared", "secrets are not declared", stateLink("undeclared"))
      : undefined,
    count(severities.medium, "warn", "medium finding", "medium findings", "#findings?severity=medium"),
    count(severities.low, "note", "low finding", "low findings", "#findings?severity=low"),
  ];
  const calls = asked.filter((call) => call !== undefined);
  const [worst] = calls;
  if (worst === undefined)
    return isSearched && hasInventory
      ? { tone: "good", headline: "In order", calls }
      : { tone: "note", headline: isSearched ? "Nothing found" : "Nothing was searched", calls };
  const isUrgent = calls.some(({ tone }) => tone === "bad");
  const isWarning = calls.some(({ tone }) => tone === "warn");
  if (isUrgent) return { tone: "bad", headline: "Act now", calls };
  return isWarning
    ? { tone: "warn", headline: "Needs attention", calls }
    : { tone: "note", headline: "Little is open", calls };
}

function count(some: number, tone: Tone, one: string, many: string, link: string): Call | undefined {
  return some === 0 ? undefined : { tone, text: plural(some, one, many), link };
}
