import type { Origin, Problem } from "../../core/source.ts";
import type { Facts } from "../../engine/facts.ts";
import { createInspect } from "../../engine/inspect-unit.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { GitError } from "../../git/git-error.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { problemOf } from "../../history/faults.ts";
import { type Shown, unitsOfShown } from "../../history/show.ts";

/** What came of it. */
interface Looked {
  readonly facts: readonly Facts[];
  readonly problems: readonly Problem[];
}

/** Looks once more at what is to be reported, as at any file; of each content only the secrets that are wanted, each once. */
export function lookOnceMore(
  shown: readonly Shown[],
  repository: GitRepository,
  options: EngineOptions,
  subject: string,
): Looked {
  const inspect = createInspect({ ...options, platforms: [] });
  const facts: Facts[] = [];
  const problems: Problem[] = [];
  for (const one of shown) {
    try {
      // Of a container's texts each may have some of them.
      const wanted = new Map(one.origins);
      for (const unit of unitsOfShown(repository, one)) {
        const found = inspect(unit);
        const findings = wantedOf(found, wanted);
        for (const { identity } of findings) wanted.delete(identity);
        facts.push({ ...found, findings });
      }
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      problems.push(problemOf(error, subject));
    }
  }
  return { facts, problems };
}

/** The first finding of each identity, with where it comes from. */
function wantedOf({ findings }: Facts, origins: ReadonlyMap<string, Origin>): Facts["findings"] {
  return [...Map.groupBy(findings, ({ identity }) => identity)].flatMap(([identity, [first]]) => {
    const origin = origins.get(identity);
    return origin === undefined || first === undefined ? [] : [{ ...first, origin }];
  });
}
