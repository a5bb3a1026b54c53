import type { Transfer } from "../../core/pipeline.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { PlacedStep } from "./expand-steps.ts";
import { handOverOf } from "./hand-overs.ts";
import type { CircleciModel } from "./model.ts";

/** Notes the files that the steps of a job hand on. */
export function noteTransfers(
  collected: Collected,
  model: CircleciModel,
  { job }: Pick<Site, "job">,
  steps: readonly PlacedStep[],
): void {
  for (const { step, frame } of steps) {
    const handOver = step.kind === "built-in" ? handOverOf(model, step, frame) : undefined;
    if (step.kind !== "built-in" || handOver === undefined || handOver.paths.length === 0) continue;
    const { kind, paths } = handOver;
    const transfer: Transfer = {
      kind,
      place: step.name.place,
      paths: paths.map(({ path, place }) => ({ value: path.replace(WORKING_FOLDER, "."), place })),
      excluded: [],
      // A workspace is for later jobs of the same workflow; nobody can download it.
      takesHidden: step.name.value !== "persist_to_workspace",
      ...(job !== undefined && { job }),
      step: step.name.value,
    };
    collected.transfers.push(transfer);
  }
}

/** Where jobs work unless they say otherwise. */
const WORKING_FOLDER = /^~\/(?:project|repo)(?=\/?$)/;
