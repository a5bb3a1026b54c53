import type { Siblings } from "../core/stages.ts";
import type { PipelineFacts } from "./facts.ts";

/** Gives a pipeline the others of its platform: those of the same commit, where there are commits. */
export function siblingsOf(pipelines: readonly PipelineFacts[]): (of: PipelineFacts) => Siblings {
  const states = Map.groupBy(pipelines, stateOf);
  const known = new Map<string, Siblings>();
  return (of) => {
    const state = stateOf(of);
    const made = known.get(state) ?? siblingsIn(states.get(state) ?? []);
    known.set(state, made);
    return made;
  };
}

const stateOf = ({ platform, document: { origin } }: PipelineFacts): string =>
  `${platform} ${origin.kind === "commit" ? origin.sha : ""}`;

function siblingsIn(pipelines: readonly PipelineFacts[]): Siblings {
  const models = new Map(pipelines.map(({ document, model }) => [document.path, model]));
  const inOrder = pipelines.toSorted((a, b) => (a.document.path < b.document.path ? -1 : 1)).map(({ model }) => model);
  return { find: (path) => models.get(path), all: () => inOrder };
}
