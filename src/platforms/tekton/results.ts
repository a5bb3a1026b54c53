import type { Flow } from "../../core/pipeline.ts";
import { remembered } from "../flow/remembered.ts";
import type { Carried } from "../flow/scope.ts";
import type { RunTask } from "./frames.ts";
import { resultOf } from "./scripts.ts";
import type { Results } from "./tekton-reach.ts";

/** Tasks whose results depend on each other's that are followed. */
const MAX_DEPTH = 40;

const NONE: Results = new Map();

/** Finds what tasks leave in their results; `walk` gives all flows of one. Those that wait for themselves have none. */
export function resultsBy(walk: (task: RunTask) => readonly Flow[]): (task: RunTask) => Results {
  const entered = new Set<RunTask>();
  const walkOnce = (task: RunTask): readonly Flow[] => {
    entered.add(task);
    try {
      return walk(task);
    } finally {
      entered.delete(task);
    }
  };
  const work = remembered((task: RunTask): Results => {
    const found = new Map<string, Carried[]>();
    for (const { reference, path, masked, sink } of walkOnce(task)) {
      const name = sink.kind === "output" ? resultOf(sink.name) : undefined;
      if (name === undefined) continue;
      const known = found.get(name) ?? [];
      if (!known.some((one) => one.reference === reference))
        known.push({ reference, path: [...path, sink.place], masked });
      found.set(name, known);
    }
    return found;
  });
  return (task) => (entered.has(task) || entered.size > MAX_DEPTH ? NONE : work(task));
}
