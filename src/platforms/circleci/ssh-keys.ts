import type { Place } from "../../core/span.ts";
import { settingOf } from "./hand-overs.ts";
import type { Library, Step } from "./model.ts";

/** Steps that load every SSH key of the project, because they name none. */
export function stepsWithEveryKey({ jobs, commands, orbs }: Library): Place[] {
  const own = [...jobs, ...commands].flatMap(({ steps }) => placesIn(steps));
  return [...own, ...orbs.flatMap(({ inline }) => (inline === undefined ? [] : stepsWithEveryKey(inline)))];
}

function placesIn(steps: readonly Step[]): Place[] {
  return steps.flatMap((step) => {
    if (step.kind === "conditional") return placesIn(step.steps);
    if (step.kind === "call") return placesIn(step.arguments.flatMap((one) => one.steps));
    const loadsAll =
      step.kind === "built-in" && step.name.value === "add_ssh_keys" && settingOf(step, "fingerprints").length === 0;
    return loadsAll ? [step.name.place] : [];
  });
}
