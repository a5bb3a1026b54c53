import type { SuppressedFinding } from "../core/acceptance.ts";
import type { Finding } from "../core/finding.ts";
import type { Problem } from "../core/source.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import { createLocate } from "../findings/locate.ts";
import { inReportOrder, placeFindings, type UnplacedFinding } from "../findings/order.ts";
import { hideByConfig } from "../suppressions/hide-by-config.ts";
import { hideInline } from "../suppressions/hide-inline.ts";
import type { Marker } from "../suppressions/marker.ts";
import type { NamedFinding, Sorted, SuppressionFault } from "../suppressions/sorted.ts";
import { withheldFrom } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import type { Joined } from "./join.ts";
import type { EngineOptions } from "./options.ts";
import { severityOf } from "./overrides.ts";

/** Orders what was found, and sets aside what comments and the configuration accept. */
export function applySuppressions(
  facts: readonly Facts[],
  joined: Joined,
  problems: readonly Problem[],
  options: EngineOptions,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] } {
  const { acceptance, asOf } = options;
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
  });
  const standing = [...inline.kept, ...faultFindings(inline.faults, options)];
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
  const findings = [...config.kept, ...faultFindings(config.faults, options)].map(({ finding }) => finding);
  return {
    findings: findings.sort(inReportOrder),
    suppressed: [...inline.suppressed, ...config.suppressed].sort((a, b) => inReportOrder(a.finding, b.finding)),
  };
}

/** Ids of all rules that there are, and of those that had their say: gathered once, where something asks for them. */
function ruleIds(options: EngineOptions): () => RuleIds {
  let ids: RuleIds | undefined;
  return () => {
    ids ??= gatherIds(options);
    return ids;
  };
}

interface RuleIds {
  readonly known: readonly string[];
  readonly ran: ReadonlySet<string>;
}

function gatherIds(options: EngineOptions): RuleIds {
  const { rules, policies, inventory, inventoryRules, suppressionRules = [], idleRules = () => [] } = options;
  const always = [...rules, ...policies.map(({ meta }) => meta), ...suppressionRules].map(({ id }) => id);
  const ofInventory = inventoryRules.map(({ meta }) => meta.id);
  return {
    known: [...always, ...ofInventory, ...idleRules()],
    // Without an inventory its rules have nothing to say.
    ran: new Set(inventory === undefined ? always : [...always, ...ofInventory]),
  };
}

/** The inventory's own comments, where it is not among the files that are searched. */
function inventoryMarkers(facts: readonly Facts[], options: EngineOptions): readonly Marker[] {
  const { inventory } = options;
  if (inventory === undefined || facts.some(({ unit }) => unit === inventory.unit.id)) return [];
  const { unit } = inventory;
  return inspectMarkers(unit, withheldFrom(inventory), createLocate(unit.bytes, unit.base), options);
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
      }),
    );
  return placeFindings(found);
}
