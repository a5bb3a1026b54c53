import type { SuppressedFinding } from "../core/acceptance.ts";
import type { BaselineOutcome } from "../core/baseline.ts";
import type { Finding, Location } from "../core/finding.ts";
import type { Problem } from "../core/source.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import { createLocate } from "../findings/locate.ts";
import { inReportOrder, placeFindings, type UnplacedFinding } from "../findings/order.ts";
import { hideByBaseline } from "../suppressions/baseline/hide-by-baseline.ts";
import { hideByConfig } from "../suppressions/hide-by-config.ts";
import { hideInline } from "../suppressions/hide-inline.ts";
import type { Marker } from "../suppressions/marker.ts";
import { loosenedByChange } from "../suppressions/rules.ts";
import type { NamedFinding, Sorted, SuppressionFault } from "../suppressions/sorted.ts";
import { withheldIn } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import type { Joined } from "./join.ts";
import type { EngineOptions } from "./options.ts";
import { severityOf } from "./overrides.ts";
import { ruleIds } from "./rule-ids.ts";

/** Findings as a report has them, and what there is to say of what hides some. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notes: readonly Problem[];
  /** Where there is a baseline. */
  readonly baseline?: BaselineOutcome;
}

/** Orders what was found, and sets aside what comments and the configuration accept, and what the baseline holds. */
export function applySuppressions(
  facts: readonly Facts[],
  joined: Joined,
  problems: readonly Problem[],
  options: EngineOptions,
): Suppressed {
  const { acceptance, distrust, asOf } = options;
  const ids = ruleIds(options);
  const inline = hideInline(placeFindings(joined.findings), {
    glimpses: [...facts.flatMap((one) => one.glimpses), ...joined.glimpses],
    markers: [...facts.flatMap((one) => one.markers), ...inventoryMarkers(facts, options)],
    get known() {
      return ids().known;
    },
    get ran() {
      return ids().ran;
    },
    broken: new Set(problems.map(({ subject }) => subject)),
    asOf,
    mayHide: ({ location }) => distrust?.stood(location) ?? true,
  });
  const loosenings = (distrust?.loosenings ?? []).map((one) => ({ ...one, meta: loosenedByChange }));
  const standing = [...inline.kept, ...faultFindings([...inline.faults, ...loosenings], options)];
  const config: Sorted =
    acceptance === undefined
      ? { kept: standing, suppressed: [], faults: [] }
      : hideByConfig(standing, {
          acceptance,
          get ran() {
            return ids().ran;
          },
          asOf,
        });
  const unaccepted = [...config.kept, ...faultFindings(config.faults, options)];
  const accepted = [...inline.suppressed, ...config.suppressed];
  if (options.baseline === undefined) return { ...inOrder(unaccepted, accepted), notes: [] };
  const byBaseline = hideByBaseline(
    standingFirst(
      unaccepted.sort((a, b) => inReportOrder(a.finding, b.finding)),
      options,
    ),
    {
      setting: options.baseline,
      accepted,
      isBroken: brokenPaths(problems),
      get known() {
        return ids().known;
      },
      get ran() {
        return ids().ran;
      },
      asOf,
    },
  );
  const open = [...byBaseline.kept, ...faultFindings(byBaseline.faults, options)];
  const { notes, outcome } = byBaseline;
  return { ...inOrder(open, [...accepted, ...byBaseline.suppressed]), notes, baseline: outcome };
}

/** What was not changed was there before: it comes first to an entry of the baseline, wherever in the file a copy stands. */
function standingFirst(found: readonly NamedFinding[], { inScope }: EngineOptions): readonly NamedFinding[] {
  if (inScope === undefined) return found;
  const { standing = [], changed = [] } = Object.groupBy(found, ({ finding }) =>
    inScope(finding) ? "changed" : "standing",
  );
  return [...standing, ...changed];
}

function inOrder(
  open: readonly NamedFinding[],
  suppressed: readonly SuppressedFinding[],
): Pick<Suppressed, "findings" | "suppressed"> {
  const found = open.map(({ finding }) => finding);
  return {
    findings: withoutAcceptedGround(found, suppressed).sort(inReportOrder),
    suppressed: suppressed.toSorted((a, b) => inReportOrder(a.finding, b.finding)),
  };
}

/** What rests on other findings is none where all of these are accepted. */
function withoutAcceptedGround(open: Finding[], suppressed: readonly SuppressedFinding[]): Finding[] {
  if (suppressed.length === 0 || open.every(({ restsOn }) => restsOn === undefined)) return open;
  const startOf = ({ unit, start }: Location): string => `${unit}:${start.line}:${start.column}`;
  const standing = new Set(open.map(({ location }) => startOf(location)));
  const accepted = new Set(suppressed.map(({ finding }) => startOf(finding.location)));
  return open.filter(({ restsOn }) => {
    const grounds = restsOn?.map(startOf) ?? [];
    return grounds.length === 0 || grounds.some((ground) => standing.has(ground) || !accepted.has(ground));
  });
}

/**
 * Whether something was wrong with a path or a folder above it, so that not all there was seen. What befell the whole run
 * befell every path.
 */
function brokenPaths(problems: readonly Problem[]): (path: string) => boolean {
  const subjects = new Set(problems.map(({ subject }) => subject));
  const isCutShort = subjects.has("sealint") || subjects.has(".");
  return (path) => {
    if (isCutShort || subjects.size === 0) return isCutShort;
    const parts = path.split("/");
    return parts.some((_, index) => subjects.has(parts.slice(0, index + 1).join("/")));
  };
}

/** The comments of the inventory's own files, where these are not among the files that are searched. */
function inventoryMarkers(facts: readonly Facts[], options: EngineOptions): readonly Marker[] {
  const { inventory } = options;
  if (inventory === undefined) return [];
  const searched = new Set(facts.map(({ unit }) => unit));
  const { parsed } = inventory;
  return parsed.units
    .filter(({ id }) => !searched.has(id))
    .flatMap((unit) =>
      inspectMarkers(unit, withheldIn(parsed.inventory, unit.id), createLocate(unit.bytes, unit.base), options),
    );
}

function faultFindings(faults: readonly SuppressionFault[], options: EngineOptions): readonly NamedFinding[] {
  const selected = new Set((options.suppressionRules ?? []).map(({ id }) => id));
  const identify = createIdentify(options.salt);
  const found = faults
    .filter(({ meta }) => selected.has(meta.id))
    .map(
      ({ meta: { id, severity, confidence }, message, written: { location, preview } }): UnplacedFinding => ({
        ruleId: id,
        severity: severityOf(options, { ruleId: id, severity, location }),
        confidence,
        reasons: [],
        message,
        location,
        origin: { kind: "file" },
        related: [],
        preview,
        identity: identify({ ruleId: id, value: preview.text, strong: true }),
        tiedToPath: true,
      }),
    );
  return placeFindings(found);
}
