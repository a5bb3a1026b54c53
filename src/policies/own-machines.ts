import { namesOne } from "../core/name-pattern.ts";
import type { PipelineJob } from "../core/pipeline.ts";
import type { OptionValues, RuleOptions } from "../core/rule-option.ts";

/** How a repository may say which machines are its own. */
export const MACHINE_OPTIONS = {
  labels: {
    kind: "names",
    more: "finds",
    says: "Labels, tags and agents that are machines of your own, besides those whose names say so.",
    example: ["gpu-*", "mac-mini"],
  },
} as const satisfies RuleOptions;

/** The machine of the project's own that a job asks for, by its name or as the repository has named it. */
export function ownMachineOf(
  { ownMachine, machines = [] }: PipelineJob,
  { labels }: OptionValues<typeof MACHINE_OPTIONS>,
): PipelineJob["ownMachine"] {
  return ownMachine ?? machines.find(({ name }) => namesOne(labels, name));
}
