import type { Acceptance, AcceptedEntry, Allowance, SuppressedFinding } from "../core/acceptance.ts";
import { suppressedWithoutReason, unusedSuppression } from "./rules.ts";
import type { NamedFinding, Sorted, SuppressionFault } from "./sorted.ts";

/** What the entries of the configuration are held against. */
export interface ConfigScene {
  readonly acceptance: Acceptance;
  /** Ids of the rules that ran. */
  readonly ran: ReadonlySet<string>;
  /** ISO day. */
  readonly asOf: string;
}

/** Sets aside the findings that the configuration accepts, and finds fault with entries that are over or accept nothing. */
export function hideByConfig(findings: readonly NamedFinding[], scene: ConfigScene): Sorted {
  const { acceptance, asOf } = scene;
  const isOver = ({ until }: AcceptedEntry): boolean => until !== undefined && until < asOf;
  const holding = acceptance.allow.filter((entry) => !isOver(entry));
  const used = new Set<Allowance>();
  const kept: NamedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const named of findings) {
    const { finding, name } = named;
    const accepting = holding.filter(
      (entry) => (entry.ruleIds?.has(finding.ruleId) ?? true) && entry.accepts(finding, name),
    );
    for (const entry of accepting) used.add(entry);
    const [first] = accepting;
    if (first === undefined) kept.push(named);
    else suppressed.push({ finding, suppression: suppressionBy(first) });
  }
  const over = [...acceptance.allow, ...acceptance.unread, ...acceptance.excluded].filter(isOver);
  const idle = acceptance.isComplete ? idleEntries(holding, used, scene.ran) : [];
  const faults = [...over.map(overFault), ...idle.map(unusedFault)];
  return { kept, suppressed, faults };
}

/** Entries that could have accepted something and did not. */
function idleEntries(
  entries: readonly Allowance[],
  used: ReadonlySet<Allowance>,
  ran: ReadonlySet<string>,
): readonly Allowance[] {
  const unused = entries.filter((entry) => !entry.isStanding && !used.has(entry));
  return unused.filter(({ ruleIds = new Set<string>() }) => [...ruleIds].every((id) => ran.has(id)));
}

function suppressionBy({ reason, until, written }: Allowance): SuppressedFinding["suppression"] {
  return { by: "config", reason, ...(until === undefined ? {} : { until }), location: written.location };
}

function overFault({ until, written }: AcceptedEntry): SuppressionFault {
  const message = `The entry expired on ${until}, so it accepts nothing. Remove it, or decide again and write a later day.`;
  return { meta: suppressedWithoutReason, message, written };
}

function unusedFault({ written }: AcceptedEntry): SuppressionFault {
  return { meta: unusedSuppression, message: "The entry accepts no finding any more.", written };
}
