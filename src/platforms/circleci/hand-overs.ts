import type { Scalar } from "../document/tree.ts";
import type { PlacedStep } from "./expand-steps.ts";
import { filledIn } from "./frames.ts";
import type { BuiltInStep, CircleciModel } from "./model.ts";

/** Files that a job hands on: to artefacts that people download, to later jobs, or to the cache of later pipelines. */
export interface HandOver {
  readonly kind: "artefact" | "cache";
  /** As written, parameters filled in. */
  readonly path: string;
}

/** What the steps of a job hand on. */
export function handOversOf(model: CircleciModel, steps: readonly PlacedStep[]): HandOver[] {
  return steps.flatMap(({ step, frame }): HandOver[] => {
    if (step.kind !== "built-in") return [];
    const fill = ({ value }: Scalar): string => filledIn(model, frame, value);
    switch (step.name.value) {
      case "store_artifacts":
      case "store_test_results":
        return settingOf(step, "path").map((path) => ({ kind: "artefact", path: fill(path) }));
      case "persist_to_workspace": {
        const [root] = settingOf(step, "root").map(fill);
        return settingOf(step, "paths").map((path) => ({ kind: "artefact", path: joined(root, fill(path)) }));
      }
      case "save_cache":
        return settingOf(step, "paths").map((path) => ({ kind: "cache", path: fill(path) }));
      default:
        return [];
    }
  });
}

const settingOf = ({ settings }: BuiltInStep, name: string): readonly Scalar[] =>
  settings.find((setting) => setting.name.value === name)?.values ?? [];

const joined = (root: string | undefined, path: string): string =>
  root === undefined || root === "." || path.startsWith("/") ? path : `${root.replace(/\/$/, "")}/${path}`;
