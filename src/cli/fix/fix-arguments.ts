import type { RawArguments } from "../read-flags.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";

/** What `sealint fix` was asked for. */
export interface FixArguments {
  readonly command: "fix";
  /** The scan whose findings are mended. */
  readonly scan: ScanArguments;
  readonly dryRun: boolean;
}

/** Checks what stands behind `sealint fix`. Throws a ScanError for what does not fit together. */
export function fixArguments(raw: RawArguments): FixArguments {
  return { command: "fix", scan: scanArguments(raw), dryRun: raw.switches.has("dry-run") };
}
