import type { CommandStep, Step } from "./model.ts";

/** Tells whether somebody has to unblock the build before a step runs. */
export function approvals(steps: readonly Step[]): (step: CommandStep) => boolean {
  const byKey = new Map<string, boolean>();
  const approved = new Set<Step>();
  let isBehindBlock = false;
  for (const step of steps) {
    // What says on which steps it depends waits for these, and not for a block in front of it.
    const waits =
      step.dependsOn.length > 0 ? step.dependsOn.some(({ value }) => byKey.get(value) === true) : isBehindBlock;
    const isGate = step.kind === "block" || step.kind === "input";
    if (waits || isGate) approved.add(step);
    if (step.kind === "block") isBehindBlock = true;
    if (step.key !== undefined) byKey.set(step.key.value, waits || isGate);
  }
  return (step) => approved.has(step);
}
