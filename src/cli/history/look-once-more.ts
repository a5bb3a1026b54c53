import type { Problem } from "../../core/source.ts";
import type { Facts } from "../../engine/facts.ts";
import { createInspect } from "../../engine/inspect-unit.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { GitError } from "../../git/git-error.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { problemOf } from "../../history/faults.ts";
import { type Shown, unitsOfShown } from "../../history/show.ts";
import type { KnownLooks, Look } from "./known-looks.ts";

/** What came of it. */
interface Looked {
  readonly facts: readonly Facts[];
  readonly problems: readonly Problem[];
}

/**
 * Looks once more at what is to be reported, as at any file; of each content only the secrets that are wanted, each once. What
 * `known` has is not looked at again.
 */
export function lookOnceMore(
  shown: readonly Shown[],
  repository: GitRepository,
  { readTree: __, ...options }: EngineOptions,
  subject: string,
  known: KnownLooks,
): Looked {
  const inspect = createInspect({ ...options, platforms: [] });
  const lookAt = (one: Shown): readonly Look[] => {
    // Of a container's texts each may have some of them.
    const wanted = new Set(one.origins.map(([identity]) => identity));
    const looks: Look[] = [];
    for (const unit of unitsOfShown(repository, one)) {
      const { pipeline: _, ...found } = inspect(unit);
      const findings = wantedOf(found, wanted);
      for (const { identity } of findings) wanted.delete(identity);
      looks.push({ ...found, findings });
    }
    known.add(one, looks);
    return looks;
  };
  const facts: Facts[] = [];
  const problems: Problem[] = [];
  for (const one of shown) {
    try {
      const origins = new Map(one.origins);
      for (const look of known.get(one) ?? lookAt(one)) {
        const findings = look.findings.map((found) => ({
          ...found,
          origin: origins.get(found.identity) ?? found.origin,
        }));
        facts.push({ ...look, findings });
      }
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      problems.push(problemOf(error, subject));
    }
  }
  return { facts, problems };
}

/** The first finding of each identity that is wanted. */
function wantedOf({ findings }: Pick<Facts, "findings">, wanted: ReadonlySet<string>): Facts["findings"] {
  return [...Map.groupBy(findings, ({ identity }) => identity)].flatMap(([identity, [first]]) =>
    first !== undefined && wanted.has(identity) ? [first] : [],
  );
}
