import type { PipelineFlows, Reference } from "../core/pipeline.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { documentFrom, documentsOf, locationAt } from "./documents.ts";
import type { Document, Facts, PipelineFacts } from "./facts.ts";
import { documentProblems } from "./inspect-pipeline.ts";
import type { EngineOptions } from "./options.ts";
import { policyFinding } from "./policy-finding.ts";

/** What follows from all facts together. */
export interface Joined {
  /** Those of the facts that still stand, and those of policies and inventory. */
  readonly findings: readonly UnplacedFinding[];
  readonly problems: readonly Problem[];
  readonly references: readonly Reference[];
}

interface Found {
  readonly meta: RuleMeta;
  readonly match: PolicyMatch;
}

/** The second phase: flows, policies and inventory over the facts of all units. */
export function join(facts: readonly Facts[], options: EngineOptions): Joined {
  const pipelines = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  const flows = pipelines.map((pipeline) => flowsOf(pipeline, options));
  const references = flows.flatMap((one) => one.references);

  const policies = pipelines.flatMap((pipeline, at) => checkPolicies(pipeline, flows[at] as PipelineFlows, options));
  const inventory = checkInventory(references, options);

  const documents = documentsOf(facts, ...inventory.documents);
  const identify = createIdentify(options.salt);
  const found = [...policies, ...inventory.found].flatMap(({ meta, match }) => {
    const finding = policyFinding(meta, match, documents, identify, options.minConfidence);
    return finding === undefined ? [] : [{ finding, match }];
  });
  const explained = new Set(
    found.flatMap(({ match: { secret } }) => (secret ? [startOf(locationAt(secret, documents))] : [])),
  );
  return {
    findings: [...standing(facts, explained, options), ...found.map(({ finding }) => finding)],
    problems: inventory.problems,
    references,
  };
}

function platformOf({ platform }: PipelineFacts, { platforms }: EngineOptions): EngineOptions["platforms"][number] {
  const found = platforms.find(({ id }) => id === platform);
  if (found === undefined) throw new Error(`no platform ${platform}`);
  return found;
}

function flowsOf(pipeline: PipelineFacts, options: EngineOptions): PipelineFlows {
  return platformOf(pipeline, options).flows(pipeline.model);
}

function checkPolicies(
  { document, platform, model }: PipelineFacts,
  flows: PipelineFlows,
  options: EngineOptions,
): Found[] {
  const judge = (name: string, value: string): ReturnType<EngineOptions["judge"]> =>
    options.judge({
      value,
      name,
      path: document.path,
      quoted: true,
      line: "",
      claimed: "medium",
      distinctive: false,
      contextual: false,
      validated: [],
      prefix: "",
    });
  return options.policies
    .filter(({ platforms }) => platforms.includes(platform))
    .flatMap(({ meta, check }) => [...check({ model, flows, judge })].map((match) => ({ meta, match })));
}

function checkInventory(
  references: readonly Reference[],
  { inventory: unit, inventoryRules, asOf }: EngineOptions,
): {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
  readonly documents: readonly Document[];
} {
  if (unit === undefined) return { found: [], problems: [], documents: [] };
  const { inventory, problems } = parseInventory(unit);
  const masked = (inventory?.withheld ?? []).map((span) => ({ ...span, prefix: "" }));
  const found =
    inventory === undefined
      ? []
      : inventoryRules.flatMap(({ meta, check }) =>
          [...check({ inventory, references, asOf })].map((match) => ({ meta, match })),
        );
  return {
    found,
    problems: documentProblems(unit, "broken-inventory", problems),
    documents: [documentFrom(unit, masked)],
  };
}

const startOf = ({ unit, start }: UnplacedFinding["location"]): string => `${unit}:${start.line}:${start.column}`;

/** A rule that knows only the value's name says nothing new where a policy has explained the same value. */
function standing(
  facts: readonly Facts[],
  explained: ReadonlySet<string>,
  { rules }: EngineOptions,
): UnplacedFinding[] {
  const byName = new Set(rules.filter(({ distinctive }) => !distinctive).map(({ id }) => id));
  return facts
    .flatMap(({ findings }) => findings)
    .filter(({ ruleId, location }) => !byName.has(ruleId) || !explained.has(startOf(location)));
}
