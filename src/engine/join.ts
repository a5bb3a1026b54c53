import type { Reference } from "../core/pipeline.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import { checkInventory, inventoryDocuments } from "./check-inventory.ts";
import { createCheck } from "./check-pipeline.ts";
import { checkRepository } from "./check-repository.ts";
import { declaredLeaks } from "./declared-leaks.ts";
import { type Documents, documentAt, documentsOf, locationAt } from "./documents.ts";
import type { CheckedPipeline, Facts } from "./facts.ts";
import { hidesPipeline } from "./hides-pipeline.ts";
import { withoutReferences, withoutStores } from "./names-are-no-values.ts";
import { onceAcross } from "./once-across.ts";
import type { EngineOptions } from "./options.ts";
import { leastConfidence } from "./overrides.ts";
import { policyFinding } from "./policy-finding.ts";
import { siblingsOf } from "./siblings.ts";

/** What follows from all facts together. */
export interface Joined {
  /** Those of the facts that still stand, and those of policies and inventory. */
  readonly findings: readonly UnplacedFinding[];
  readonly glimpses: readonly Glimpse[];
  readonly problems: readonly Problem[];
  readonly references: readonly Reference[];
}

interface Found {
  readonly meta: RuleMeta;
  readonly match: PolicyMatch;
}

type Report = (problem: Problem) => void;

/** The second phase: flows, policies and inventory over the facts of all units; `earlier` is what could not be looked at. */
export function join(facts: readonly Facts[], options: EngineOptions, earlier: readonly Problem[] = []): Joined {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const read = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  const siblings = siblingsOf(facts);
  const { check } = createCheck(options);
  const checked = read.map((pipeline) => pipeline.checked ?? check(pipeline, siblings(pipeline)));
  problems.push(...checked.flatMap((one) => one.problems));
  const references = checked.flatMap((one) => one.references);
  const uses = checked.flatMap((one) => one.uses ?? []);

  const metas = new Map(options.policies.map(({ meta }) => [meta.id, meta]));
  const seen = read.map(({ document, platform }, at) => ({
    document,
    platform,
    checked: checked[at] as CheckedPipeline,
  }));
  const ofRepository = checkRepository(facts, seen, options, report);
  const inPipelines = onceAcross(
    seen.map(({ document, checked: { found } }) => ({ document, found })),
    (ruleId) => metas.get(ruleId)?.severity,
  );
  const policies = [inPipelines, ofRepository].flatMap((some) =>
    some.flatMap(({ ruleId, match }): Found[] => {
      const meta = metas.get(ruleId);
      return meta === undefined ? [] : [{ meta, match }];
    }),
  );

  const { inventory } = options;
  if (inventory !== undefined && options.usesOf === undefined)
    throw new Error("an inventory is held against nothing where what it asks of pipelines is not gathered");
  const documents = documentsOf(facts, ...(inventory === undefined ? [] : inventoryDocuments(inventory)));
  const values = withoutReferences(
    facts.flatMap(({ findings }) => findings),
    checked,
    documents,
    options,
  );
  const { findings: standing, leaks } =
    inventory === undefined
      ? { findings: values, leaks: [] }
      : declaredLeaks(withoutStores(values, inventory, documents, options), inventory, documents, options.asOf);
  const seesAllPipelines =
    options.seesAllPipelines === true &&
    ![...earlier, ...facts.flatMap((one) => one.problems), ...problems].some(hidesPipeline);
  const ofInventory =
    inventory === undefined
      ? []
      : checkInventory(inventory, { uses, references, leaks }, { ...options, seesAllPipelines }, report);

  const platforms = new Map(read.map(({ document, platform }) => [document.unit, platform]));
  const identify = createIdentify(options.salt);
  const glimpses: Glimpse[] = [];
  const found = [...policies, ...ofInventory].flatMap(({ meta, match }) => {
    const { path } = documentAt(match.place, documents);
    const finding = policyFinding(meta, match, documents, identify, leastConfidence(options, meta.id, path));
    if (finding === undefined) glimpses.push(glimpseOf(meta, match, documents));
    const platform = platforms.get(match.place.unit);
    return finding === undefined
      ? []
      : [{ finding: platform === undefined ? finding : { ...finding, platform }, match }];
  });
  const explained = new Set(
    found.flatMap(({ match: { secret } }) => (secret ? [startOf(locationAt(secret, documents))] : [])),
  );
  return {
    findings: [...unexplained(standing, explained, options), ...found.map(({ finding }) => finding)],
    glimpses,
    problems,
    references,
  };
}

function glimpseOf({ id: ruleId }: RuleMeta, { place }: PolicyMatch, documents: Documents): Glimpse {
  return { ruleId, unit: place.unit, line: locationAt(place, documents).start.line };
}

const startOf = ({ unit, start }: UnplacedFinding["location"]): string => `${unit}:${start.line}:${start.column}`;

/** A rule that knows only the value's name says nothing new where a policy has explained the same value. */
function unexplained(
  found: readonly UnplacedFinding[],
  explained: ReadonlySet<string>,
  { rules }: EngineOptions,
): readonly UnplacedFinding[] {
  if (explained.size === 0) return found;
  const byName = new Set(rules.filter(({ distinctive }) => !distinctive).map(({ id }) => id));
  return found.filter(({ ruleId, location }) => !byName.has(ruleId) || !explained.has(startOf(location)));
}
