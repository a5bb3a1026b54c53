import { ScanError } from "../../core/errors.ts";
import { flagValues } from "../flag-values.ts";
import type { CommandMeta } from "../flags.ts";
import type { RawArguments } from "../read-flags.ts";
import { checkDay, type ScanArguments, scanArguments } from "../scan-arguments.ts";

/** What a command that writes a baseline was asked for. */
export interface BaselineArguments {
  readonly command: "baseline create" | "baseline update" | "baseline prune";
  /** The scan that it rests on. */
  readonly scan: ScanArguments;
  /** File to write, of `create`. */
  readonly output?: string;
  readonly force: boolean;
  readonly prune: boolean;
  /** What is written beside new entries. */
  readonly beside: { readonly reason?: string; readonly until?: string };
}

/** Checks what stands behind `sealint baseline …`. Throws a ScanError for what does not fit together. */
export function baselineArguments(raw: RawArguments, meta: CommandMeta): BaselineArguments {
  const flags = flagValues(raw, meta);
  const [output, reason, until] = [flags.value("output"), flags.value("reason"), flags.value("until")];
  // What `--output` names is the baseline here, and nothing that a scan writes.
  const values = new Map([...raw.values].filter(([name]) => name !== "output"));
  return {
    command: meta.name as BaselineArguments["command"],
    scan: scanArguments({ ...raw, values }),
    ...(output === undefined ? {} : { output }),
    force: raw.switches.has("force"),
    prune: raw.switches.has("prune"),
    beside: {
      ...(reason === undefined ? {} : { reason: checkReason(reason) }),
      ...(until === undefined ? {} : { until: checkDay("until", until) }),
    },
  };
}

function checkReason(reason: string): string {
  if (/[\p{L}\p{N}]/u.test(reason)) return reason.trim();
  throw new ScanError("`--reason` says nothing", "Say in words why the findings are accepted, or leave it out.");
}
