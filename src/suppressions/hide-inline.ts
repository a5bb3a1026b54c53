import type { SuppressedFinding, Suppression } from "../core/acceptance.ts";
import type { UnitId } from "../core/span.ts";
import { faultOf, ruleIdsOf } from "./check-marker.ts";
import type { Marker } from "./marker.ts";
import { loosenedByChange, suppressedWithoutReason, unusedSuppression } from "./rules.ts";
import type { NamedFinding, Sorted, SuppressionFault } from "./sorted.ts";
import { targetLines } from "./target-lines.ts";

/** A rule that spoke at a line, though less certain than the scan wants to hear: what hides it is in use all the same. */
export interface Glimpse {
  readonly ruleId: string;
  readonly unit: UnitId;
  readonly line: number;
}

/** What the comments beside findings are held against. */
export interface InlineScene {
  readonly glimpses: readonly Glimpse[];
  readonly markers: readonly Marker[];
  /** Ids of all rules that there are, and of those that ran. */
  readonly known: readonly string[];
  readonly ran: ReadonlySet<string>;
  /** Units that could not be read as what they are, so that not every rule saw them. */
  readonly broken: ReadonlySet<UnitId>;
  /** ISO day. */
  readonly asOf: string;
  /** Whether a comment may hide something, which one may not that came with the change itself. */
  mayHide(marker: Marker): boolean;
}

/** A marker with what is wrong with it, and with what there was to hide for it so far. */
interface Checked {
  readonly marker: Marker;
  readonly fault: string | undefined;
  readonly mayHide: boolean;
  /** Whether anything was found that it stands for. */
  isUsed: boolean;
  /** Those of its rules of which nothing was found. */
  readonly unused: Set<string>;
}

/** Sets aside the findings that a comment accepts, and finds fault with comments that hide nothing. */
export function hideInline(findings: readonly NamedFinding[], scene: InlineScene): Sorted {
  const checked = scene.markers.map((marker) => ({
    marker,
    fault: marker.tool === "sealint" ? faultOf(marker, scene.known, scene.asOf) : undefined,
    mayHide: scene.mayHide(marker),
    isUsed: false,
    unused: new Set(marker.rules),
  }));
  const lines = targetLines(
    checked.filter(({ fault }) => fault === undefined),
    ({ marker }) => marker,
  );
  const hide = ({ ruleId, unit, line }: Glimpse): Marker | undefined =>
    hiding(lines.get(`${unit}\n${line}`) ?? [], ruleId);
  const kept: NamedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const named of findings) {
    const { ruleId, location } = named.finding;
    const marker = hide({ ruleId, unit: location.unit, line: location.start.line });
    if (marker === undefined) kept.push(named);
    else suppressed.push({ finding: named.finding, suppression: suppressionBy(marker) });
  }
  scene.glimpses.forEach(hide);
  return { kept, suppressed, faults: checked.flatMap((one) => faultsOf(one, scene)) };
}

/** The first of a line's markers that hides a rule; all that do are in use from then on. */
function hiding(markers: readonly Checked[], ruleId: string): Marker | undefined {
  const isMeant = (rule: string): boolean =>
    rule === ruleId || (rule.endsWith("/*") && ruleId.startsWith(rule.slice(0, -1)));
  const hiders = markers.filter(({ marker }) => marker.tool !== "sealint" || marker.rules.some(isMeant));
  for (const hider of hiders) {
    hider.isUsed = true;
    for (const rule of hider.marker.rules.filter(isMeant)) hider.unused.delete(rule);
  }
  return hiders.find(({ mayHide }) => mayHide)?.marker;
}

function suppressionBy({ tool, reason, until, location }: Marker): Suppression {
  return {
    by: "inline",
    reason: tool === "sealint" ? reason : `marked by a comment for ${tool}`,
    ...(until === undefined ? {} : { until }),
    location,
  };
}

function faultsOf({ marker, fault, mayHide, isUsed, unused }: Checked, scene: InlineScene): SuppressionFault[] {
  if (fault !== undefined) return [{ meta: suppressedWithoutReason, message: fault, written: marker }];
  if (isUsed && !mayHide) {
    const message = "The comment came with this change, so it hides nothing in it.";
    return [{ meta: loosenedByChange, message, written: marker }];
  }
  if (scene.broken.has(marker.location.unit)) return [];
  const { known, ran } = scene;
  const idle = [...unused].filter((rule) => ruleIdsOf(rule, known).every((id) => ran.has(id)));
  if (idle.length === 0) return [];
  const names = idle.map((rule) => `\`${rule}\``).join(" and ");
  return [{ meta: unusedSuppression, message: `The comment hides nothing of ${names}.`, written: marker }];
}
