import { ScanError } from "../../core/errors.ts";
import { CANARY_FORMS, type CanaryForm } from "../../inventory/canary-forms.ts";
import { flagValues } from "../flag-values.ts";
import type { CommandMeta } from "../flags.ts";
import type { RawArguments } from "../read-flags.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";

/** What `sealint inventory canary` was asked for. */
export interface InventoryCanaryArguments {
  readonly command: "inventory canary";
  readonly task: "plant" | "verify" | "recognise";
  /** The search that would find it. */
  readonly scan: ScanArguments;
  /** As typed. */
  readonly output: string;
  readonly form: CanaryForm;
  /** Reports to look in, in place of a search; as typed. */
  readonly reports: readonly string[];
}

const OWN: ReadonlySet<string> = new Set(["output", "form", "report"]);

/** Checks what stands behind `sealint inventory canary`. Throws a ScanError for what does not fit together. */
export function canaryArguments(raw: RawArguments, meta: CommandMeta): InventoryCanaryArguments {
  const flags = flagValues(raw, meta);
  const [verify, recognise] = [raw.switches.has("verify"), raw.switches.has("recognise")];
  const reports = raw.values.get("report") ?? [];
  if (verify && recognise)
    throw new ScanError("`--verify` and `--recognise` are two tasks", "Run one after the other.");
  if (reports.length > 0 && !verify)
    throw new ScanError("`--report` says nothing without `--verify`", "Add `--verify`, or leave `--report` out.");
  const values = new Map([...raw.values].filter(([name]) => !OWN.has(name)));
  return {
    command: "inventory canary",
    task: verify ? "verify" : recognise ? "recognise" : "plant",
    scan: { ...scanArguments({ ...raw, values }), outputs: [] },
    output: flags.value("output") ?? "",
    form: flags.choice("form", CANARY_FORMS),
    reports,
  };
}
