import { namesOne } from "../core/name-pattern.ts";
import { valuesOf } from "../core/rule-option.ts";
import type { Problem } from "../core/source.ts";
import type { PolicyMatch, RepositoryContext } from "../core/stages.ts";
import { decode } from "../core/text.ts";
import { attempt } from "./attempt.ts";
import type { CheckedPipeline, Document, Facts } from "./facts.ts";
import type { EngineOptions } from "./options.ts";
import { isPackedOf } from "./package-file.ts";
import { scannersIn, wordsIn } from "./secret-scanners.ts";

/** A pipeline that was read and checked. */
export interface SeenPipeline {
  readonly document: Document;
  readonly platform: string;
  readonly checked: CheckedPipeline;
}

/** What policies on the repository find, where the whole of it is searched. */
export function checkRepository(
  facts: readonly Facts[],
  pipelines: readonly SeenPipeline[],
  { policies, acceptance, isWhole = false }: EngineOptions,
  report: (problem: Problem) => void,
): CheckedPipeline["found"] {
  const asked = policies.flatMap(({ meta, checkRepository: check }) => (check === undefined ? [] : [{ meta, check }]));
  if (!isWhole || asked.length === 0) return [];
  const context = contextOf(facts, pipelines);
  return asked.flatMap(({ meta, check }) => {
    const set = meta.options === undefined ? undefined : acceptance?.override(meta.id, "").options;
    const options = valuesOf(meta.options ?? {}, set);
    const run = (): PolicyMatch[] => [...check({ ...context, options })];
    const matches = attempt({ subject: "the repository", step: `the policy ${meta.id}`, report }, run) ?? [];
    return matches.map((match) => ({ ruleId: meta.id, match }));
  });
}

function contextOf(facts: readonly Facts[], pipelines: readonly SeenPipeline[]): Omit<RepositoryContext, "options"> {
  const inOrder = pipelines.toSorted((a, b) => (a.document.path < b.document.path ? -1 : 1));
  return {
    pipelines: inOrder.map(({ platform, document, checked: { triggers, place, publishes } }) => {
      return {
        platform,
        triggers,
        place,
        publishes,
        scanners: scannersIn(decode(document.bytes)),
        names: (patterns) => wordsIn(decode(document.bytes)).some((word) => namesOne(patterns, word)),
      };
    }),
    scanners: facts.flatMap(({ scanners = [] }) => scanners),
    packages: packagesIn(facts),
  };
}

/** Packages that list none of their files, with the secrets that were found in these. */
function packagesIn(facts: readonly Facts[]): RepositoryContext["packages"] {
  const files = facts.flatMap(({ packaging }) => packaging ?? []);
  const chosen = new Set(files.filter(({ packs }) => packs === "chosen").map(({ folder }) => folder));
  const open = files.filter(({ folder }) => !chosen.has(folder));
  if (open.length === 0) return [];
  const found = facts.flatMap(({ findings }) => findings.map(({ location }) => location));
  return open
    .map(({ folder }) => ({ folder, secrets: found.filter(({ path }) => isPackedOf(folder, path)) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
