import type { Scalar } from "../document/tree.ts";
import type { CommandStep } from "./model.ts";

/** A step's name as people would call it, and where it stands. */
export interface JobName {
  readonly name: string;
  readonly scalar?: Scalar;
}

/** Names for all steps, each its own: a label without its pictures, a key, or what is run first. */
export function jobNames(steps: readonly CommandStep[]): ReadonlyMap<CommandStep, JobName> {
  const taken = new Map<string, number>();
  return new Map(
    steps.map((step, index) => {
      const scalar = [step.label, step.key, step.commands[0], step.plugins[0]?.source].find(
        (one) => one !== undefined && plain(one.value) !== "",
      );
      const called = scalar === undefined ? `step ${index + 1}` : plain(scalar.value);
      const before = taken.get(called) ?? 0;
      taken.set(called, before + 1);
      const name = before === 0 ? called : `${called} (${before + 1})`;
      return [step, { name, ...(scalar !== undefined && { scalar }) }] as const;
    }),
  );
}

const MOST_SHOWN = 60;

/** The first line of a label, without `:rocket:` and the like. */
const plain = (text: string): string =>
  (text.trim().split(/\r?\n/, 1)[0] ?? "")
    .replaceAll(/:[\w+-]+:/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, MOST_SHOWN);
