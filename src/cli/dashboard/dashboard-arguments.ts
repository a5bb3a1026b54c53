import { ScanError } from "../../core/errors.ts";
import type { RawArguments } from "../read-flags.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";

/** What `sealint dashboard` was asked for. */
export interface DashboardArguments {
  readonly command: "dashboard";
  /** The scan that it rests on. */
  readonly scan: ScanArguments;
  /** Whether paths were named; the whole repository is meant otherwise. */
  readonly isNamed: boolean;
  /** As typed; `-` is standard output. */
  readonly output: string;
  /** As typed. */
  readonly trend?: string;
  readonly title?: string;
  /** Files that say what stores hold, as typed: `[STORE=]FILE`. */
  readonly observed: readonly string[];
}

const OWN = ["output", "trend", "title"];

/** Checks what stands behind `sealint dashboard`. Throws a ScanError for what does not fit together. */
export function dashboardArguments(raw: RawArguments): DashboardArguments {
  const last = (name: string): string | undefined => raw.values.get(name)?.at(-1);
  const [output, trend, title] = OWN.map(last);
  if (output === undefined || output === "")
    throw new ScanError(
      "`sealint dashboard` does not say where the page goes",
      "Write `--output health.html`, or `--output -` for standard output.",
    );
  if (trend !== undefined && (trend === "" || trend === "-"))
    throw new ScanError("`--trend` names no file", "Write `--trend FILE`; the file is made where there is none.");
  // What is left is for the flags of a scan.
  const values = new Map([...raw.values].filter(([name]) => ![...OWN, "observed"].includes(name)));
  return {
    command: "dashboard",
    scan: scanArguments({ ...raw, values }),
    isNamed: raw.operands.length > 0,
    output,
    observed: raw.values.get("observed") ?? [],
    ...(trend === undefined ? {} : { trend }),
    ...(title === undefined ? {} : { title }),
  };
}
