import type { Problem } from "../../core/source.ts";
import type { Facts } from "../../engine/facts.ts";
import { createInspect } from "../../engine/inspect-unit.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { GitError } from "../../git/git-error.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { problemOf } from "../../history/faults.ts";
import { type Shown, unitOfShown } from "../../history/show.ts";
import type { KnownLooks, Look } from "./known-looks.ts";

/** What came of it. */
interface Looked {
  readonly facts: readonly Facts[];
  readonly problems: readonly Problem[];
}

/**
 * Looks once more at what is to be reported, as at any file; of each content only the secrets that are wanted, each once. What
 * `looks` knows is not looked at again.
 */
export function lookOnceMore(
  shown: readonly Shown[],
  repository: GitRepository,
  options: EngineOptions,
  subject: string,
  looks: KnownLooks,
): Looked {
  const inspect = createInspect({ ...options, platforms: [] });
  const lookAt = (one: Shown): Look => {
    const { pipeline: _, ...found } = inspect(unitOfShown(repository, one));
    const wanted = new Set(one.origins.map(([identity]) => identity));
    const look = { ...found, findings: firstOfEach(found.findings).filter(({ identity }) => wanted.has(identity)) };
    looks.add(one, look);
    return look;
  };
  const facts: Facts[] = [];
  const problems: Problem[] = [];
  for (const one of shown) {
    try {
      const look = looks.get(one) ?? lookAt(one);
      const origins = new Map(one.origins);
      const findings = look.findings.map((found) => ({
        ...found,
        origin: origins.get(found.identity) ?? found.origin,
      }));
      facts.push({ ...look, findings });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      problems.push(problemOf(error, subject));
    }
  }
  return { facts, problems };
}

/** The first finding of each identity. */
function firstOfEach(findings: Facts["findings"]): Facts["findings"] {
  return [...Map.groupBy(findings, ({ identity }) => identity).values()].flatMap(([first]) => first ?? []);
}
