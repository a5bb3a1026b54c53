import { parseDuration } from "../../core/duration.ts";
import { ScanError } from "../../core/errors.ts";
import { flagValues } from "../flag-values.ts";
import type { CommandMeta } from "../flags.ts";
import type { RawArguments } from "../read-flags.ts";
import { type ReportOutput, resolveOutputs } from "../report-outputs.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";
import { canaryArguments, type InventoryCanaryArguments } from "./canary-arguments.ts";
import type { RevisionsAsked } from "./change-sides.ts";
import { CHECK_FORMATS, DUE_FORMATS } from "./inventory-commands.ts";

/** What `sealint inventory check` was asked for. */
export interface InventoryCheckArguments {
  readonly command: "inventory check";
  /** The scan that it rests on; it writes the reports of findings. */
  readonly scan: ScanArguments;
  /** Whether paths were named; the whole repository is meant otherwise. */
  readonly isNamed: boolean;
  /** Seconds. */
  readonly within?: number;
  /** Files that say what stores hold, as typed: `[STORE=]FILE`. */
  readonly observed: readonly string[];
  /** The change whose approval is asked for; absent where none is. */
  readonly change?: RevisionsAsked;
  /** What says what is due. */
  readonly due: readonly ReportOutput[];
}

/** What `sealint inventory init` was asked for. */
export interface InventoryInitArguments {
  readonly command: "inventory init";
  /** What says which pipelines are read. */
  readonly scan: ScanArguments;
  /** As typed; `-` is standard output. */
  readonly output?: string;
  readonly dryRun: boolean;
}

/** What `sealint inventory digest` was asked for. */
export interface InventoryDigestArguments {
  readonly command: "inventory digest";
  readonly newSalt: boolean;
}

export type InventoryArguments =
  | InventoryCheckArguments
  | InventoryInitArguments
  | InventoryDigestArguments
  | InventoryCanaryArguments;

/** Checks what stands behind `sealint inventory …`. Throws a ScanError for what does not fit together. */
export function inventoryArguments(raw: RawArguments, meta: CommandMeta): InventoryArguments {
  switch (meta.name) {
    case "inventory digest":
      return { command: meta.name, newSalt: raw.switches.has("new-salt") };
    case "inventory canary":
      return canaryArguments(raw, meta);
    case "inventory init": {
      const output = raw.values.get("output")?.at(-1);
      return {
        command: meta.name,
        scan: scanArguments(without(raw, "output")),
        ...(output === undefined ? {} : { output }),
        dryRun: raw.switches.has("dry-run"),
      };
    }
    default:
      return checkArguments(raw, meta);
  }
}

function checkArguments(raw: RawArguments, meta: CommandMeta): InventoryCheckArguments {
  const flags = flagValues(raw, meta);
  const formats = raw.values.get("format") ?? [flags.value("format") ?? ""];
  const outputs = resolveOutputs(formats, flags.value("output"), CHECK_FORMATS);
  const isDue = ({ format }: ReportOutput): boolean => (DUE_FORMATS as readonly string[]).includes(format);
  const within = flags.value("within");
  return {
    command: "inventory check",
    scan: {
      ...scanArguments(without(raw, "format", "output", "within", "observed", "base", "head")),
      outputs: outputs.filter((one) => !isDue(one)),
    },
    isNamed: raw.operands.length > 0,
    ...(within === undefined ? {} : { within: secondsOf(within) }),
    ...changeAsked(raw),
    observed: raw.values.get("observed") ?? [],
    due: outputs.filter(isDue),
  };
}

/** The revisions that are to be compared. Throws a ScanError where they do not fit together. */
function changeAsked({ switches, values }: RawArguments): Pick<InventoryCheckArguments, "change"> {
  const [base, head] = ["base", "head"].map((name) => values.get(name)?.at(-1));
  const flag = base === undefined ? "head" : "base";
  if (!switches.has("require-change-approval")) {
    if (base === undefined && head === undefined) return {};
    throw new ScanError(
      `\`--${flag}\` names a commit, and no change is asked for`,
      "Add `--require-change-approval`, or leave it out.",
    );
  }
  if (base === undefined && head !== undefined)
    throw new ScanError("`--head` needs `--base`", "Name the commit that the change starts from, too.");
  return { change: { ...(base === undefined ? {} : { base }), ...(head === undefined ? {} : { head }) } };
}

/** What is left for the flags of a scan. */
function without(raw: RawArguments, ...names: readonly string[]): RawArguments {
  return { ...raw, values: new Map([...raw.values].filter(([name]) => !names.includes(name))) };
}

function secondsOf(within: string): number {
  const seconds = parseDuration(within);
  if (seconds !== undefined) return seconds;
  throw new ScanError(
    `\`--within\` cannot be \`${within}\``,
    "Write numbers with units from long to short, such as 30d, 2w or 36h.",
  );
}
