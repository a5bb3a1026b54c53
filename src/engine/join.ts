import type { Reference } from "../core/pipeline.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import { attempt } from "./attempt.ts";
import { createCheck } from "./check-pipeline.ts";
import { checkRepository } from "./check-repository.ts";
import { type Documents, documentAt, documentFrom, documentsOf, locationAt, withheldFrom } from "./documents.ts";
import type { CheckedPipeline, Document, Facts } from "./facts.ts";
import { documentProblems } from "./inspect-pipeline.ts";
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

/** The second phase: flows, policies and inventory over the facts of all units. */
export function join(facts: readonly Facts[], options: EngineOptions): Joined {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const read = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  const siblings = siblingsOf(read);
  const { check } = createCheck(options);
  const checked = read.map((pipeline) => pipeline.checked ?? check(pipeline, siblings(pipeline)));
  problems.push(...checked.flatMap((one) => one.problems));
  const references = checked.flatMap((one) => one.references);

  const metas = new Map(options.policies.map(({ meta }) => [meta.id, meta]));
  const seen = read.map(({ document, platform }, at) => ({
    document,
    platform,
    checked: checked[at] as CheckedPipeline,
  }));
  const ofRepository = checkRepository(facts, seen, options, report);
  const policies = [...checked.map(({ found }) => found), ofRepository].flatMap((some) =>
    some.flatMap(({ ruleId, match }): Found[] => {
      const meta = metas.get(ruleId);
      return meta === undefined ? [] : [{ meta, match }];
    }),
  );
  const inventory = checkInventory(references, options, report);

  const documents = documentsOf(facts, ...inventory.documents);
  const identify = createIdentify(options.salt);
  const glimpses: Glimpse[] = [];
  const found = [...policies, ...inventory.found].flatMap(({ meta, match }) => {
    const { path } = documentAt(match.place, documents);
    const finding = policyFinding(meta, match, documents, identify, leastConfidence(options, meta.id, path));
    if (finding === undefined) glimpses.push(glimpseOf(meta, match, documents));
    return finding === undefined ? [] : [{ finding, match }];
  });
  const explained = new Set(
    found.flatMap(({ match: { secret } }) => (secret ? [startOf(locationAt(secret, documents))] : [])),
  );
  return {
    findings: [...standing(facts, explained, options), ...found.map(({ finding }) => finding)],
    glimpses,
    problems,
    references,
  };
}

function glimpseOf({ id: ruleId }: RuleMeta, { place }: PolicyMatch, documents: Documents): Glimpse {
  return { ruleId, unit: place.unit, line: locationAt(place, documents).start.line };
}

function checkInventory(
  references: readonly Reference[],
  { inventory: document, inventoryRules, asOf }: EngineOptions,
  report: Report,
): { readonly found: readonly Found[]; readonly documents: readonly Document[] } {
  if (document === undefined) return { found: [], documents: [] };
  const { unit, parsed } = document;
  const { inventory, problems } = parsed;
  documentProblems(unit, "broken-inventory", problems).forEach(report);
  const found =
    inventory === undefined
      ? []
      : inventoryRules.flatMap(({ meta, check }) => {
          const run = (): PolicyMatch[] => [...check({ inventory, references, asOf })];
          const matches = attempt({ subject: unit.path, step: `the rule ${meta.id}`, report }, run) ?? [];
          return matches.map((match) => ({ meta, match }));
        });
  return { found, documents: [documentFrom(unit, withheldFrom(document))] };
}

const startOf = ({ unit, start }: UnplacedFinding["location"]): string => `${unit}:${start.line}:${start.column}`;

/** A rule that knows only the value's name says nothing new where a policy has explained the same value. */
function standing(
  facts: readonly Facts[],
  explained: ReadonlySet<string>,
  { rules }: EngineOptions,
): UnplacedFinding[] {
  const found = facts.flatMap(({ findings }) => findings);
  if (explained.size === 0) return found;
  const byName = new Set(rules.filter(({ distinctive }) => !distinctive).map(({ id }) => id));
  return found.filter(({ ruleId, location }) => !byName.has(ruleId) || !explained.has(startOf(location)));
}
