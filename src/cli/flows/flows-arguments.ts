import { flagValues } from "../flag-values.ts";
import type { CommandMeta } from "../flags.ts";
import type { RawArguments } from "../read-flags.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";
import { FLOWS_FORMATS, type FlowsFormat } from "./flows-command.ts";

/** What `sealint flows` was asked for. */
export interface FlowsArguments {
  readonly command: "flows";
  /** What says which files are read. */
  readonly scan: ScanArguments;
  readonly format: FlowsFormat;
  readonly output?: string;
  /** Names of the secrets to show, as typed; all where empty. Letters count in either case. */
  readonly secrets: readonly string[];
}

/** Checks what stands behind `sealint flows`. Throws a ScanError for what does not fit together. */
export function flowsArguments(raw: RawArguments, meta: CommandMeta): FlowsArguments {
  const flags = flagValues(raw, meta);
  const output = flags.value("output");
  // Formats and the file are others than a scan's.
  const values = new Map([...raw.values].filter(([name]) => !["format", "output", "secret"].includes(name)));
  return {
    command: "flows",
    scan: scanArguments({ ...raw, values }),
    format: flags.choice("format", FLOWS_FORMATS),
    ...(output === undefined || output === "-" ? {} : { output }),
    secrets: raw.values.get("secret") ?? [],
  };
}
