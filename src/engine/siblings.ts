import type { PipelineFacts } from "./facts.ts";

/** Gives other pipelines of the same platform by their paths: those of the same commit, where there are commits. */
export function siblingsOf(pipelines: readonly PipelineFacts[]): (of: PipelineFacts) => (path: string) => unknown {
  const stateOf = ({ platform, document: { origin } }: PipelineFacts): string =>
    `${platform} ${origin.kind === "commit" ? origin.sha : ""}`;
  const states = Map.groupBy(pipelines, stateOf);
  const byPath = new Map<string, ReadonlyMap<string, unknown>>();
  for (const [state, some] of states) byPath.set(state, new Map(some.map((one) => [one.document.path, one.model])));
  return (of) => (path) => byPath.get(stateOf(of))?.get(path);
}
