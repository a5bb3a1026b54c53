import type { Origin } from "../core/source.ts";
import type { Siblings } from "../core/stages.ts";
import type { CompanionFacts } from "./companion-facts.ts";
import type { Facts, PipelineFacts } from "./facts.ts";

/** Gives a pipeline the others of its platform, and the files that these may name: those of the same commit, where there are commits. */
export function siblingsOf(facts: readonly Facts[]): (of: PipelineFacts) => Siblings {
  const states = Map.groupBy(
    facts.flatMap(({ pipeline }) => pipeline ?? []),
    ({ platform, document: { origin } }) => stateOf(platform, origin),
  );
  const companions = Map.groupBy(
    facts.flatMap(({ companion }) => companion ?? []),
    ({ platform, origin }) => stateOf(platform, origin),
  );
  const known = new Map<string, Siblings>();
  return ({ platform, document: { origin } }) => {
    const state = stateOf(platform, origin);
    const made = known.get(state) ?? siblingsIn(states.get(state) ?? [], companions.get(state) ?? []);
    known.set(state, made);
    return made;
  };
}

const stateOf = (platform: string, origin: Origin): string =>
  `${platform} ${origin.kind === "commit" ? origin.sha : ""}`;

function siblingsIn(pipelines: readonly PipelineFacts[], companions: readonly CompanionFacts[]): Siblings {
  const contents = new Map(companions.map(({ path, content }) => [path, content]));
  const models = new Map(pipelines.map(({ document, model }) => [document.path, model]));
  const inOrder = pipelines.toSorted((a, b) => (a.document.path < b.document.path ? -1 : 1)).map(({ model }) => model);
  return { find: (path) => models.get(path), all: () => inOrder, beside: (path) => contents.get(path) };
}
