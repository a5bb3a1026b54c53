import type { Place } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import type { PlacedStep } from "./expand-steps.ts";
import { type Frame, filledIn } from "./frames.ts";
import type { BuiltInStep, CircleciModel } from "./model.ts";

/** Files that a step hands on: to artefacts that people download, to later jobs, or to the cache of later pipelines. */
export interface HandOver {
  readonly kind: "artefact" | "cache";
  /** As written, parameters filled in. */
  readonly paths: readonly { readonly path: string; readonly place: Place }[];
}

/** What the steps of a job hand on. */
export const handOversOf = (model: CircleciModel, steps: readonly PlacedStep[]): HandOver[] =>
  steps.flatMap(({ step, frame }) => {
    const handOver = step.kind === "built-in" ? handOverOf(model, step, frame) : undefined;
    return handOver === undefined ? [] : [handOver];
  });

/** What a step of CircleCI's own hands on; nothing where it does something else. */
export function handOverOf(model: CircleciModel, step: BuiltInStep, frame: Frame): HandOver | undefined {
  const fill = ({ value }: Scalar): string => filledIn(model, frame, value);
  const pathsOf = (name: string, root?: string): HandOver["paths"] =>
    settingOf(step, name).map((path) => ({ path: joined(root, fill(path)), place: path.place }));
  switch (step.name.value) {
    case "store_artifacts":
    case "store_test_results":
      return { kind: "artefact", paths: pathsOf("path") };
    case "persist_to_workspace":
      return { kind: "artefact", paths: pathsOf("paths", settingOf(step, "root").map(fill)[0]) };
    case "save_cache":
      return { kind: "cache", paths: pathsOf("paths") };
    default:
      return undefined;
  }
}

export const settingOf = ({ settings }: BuiltInStep, name: string): readonly Scalar[] =>
  settings.find((setting) => setting.name.value === name)?.values ?? [];

function joined(root: string | undefined, path: string): string {
  if (root === undefined || root === "." || path.startsWith("/")) return path;
  return path === "." ? root : `${root.replace(/\/$/, "")}/${path.replace(/^\.\//, "")}`;
}
