import { GITHUB } from "../../sources/ci/github.ts";
import { Variables } from "../../sources/ci/variables.ts";
import type { ActionRequest } from "./read-inputs.ts";

/** What is searched: flags of the scan, and what people should know of that. */
export interface WhatToScan {
  readonly flags: readonly string[];
  readonly note?: string;
}

/** Decides between the commits of the run and all files. Throws a ScanError where the event cannot be read. */
export function whatToScan(
  { scan }: Pick<ActionRequest, "scan">,
  environment: Readonly<Record<string, string | undefined>>,
): WhatToScan {
  if (scan === "files") return { flags: [] };
  if (scan === "changes") return { flags: ["--ci"] };
  const event = GITHUB.read(new Variables(environment, GITHUB.name));
  if (event.kind !== "other") return { flags: ["--ci"] };
  return { flags: [], note: `this is a run ${event.what}, which has no commits of its own, so all files are searched` };
}
