import { ScanError } from "../../core/errors.ts";
import { COLOR_CHOICES, type ColorChoice } from "../colors.ts";
import { flagValues } from "../flag-values.ts";
import type { RawArguments } from "../read-flags.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";
import { EXPLAIN } from "./explain-command.ts";

/** What `sealint explain` was asked for: a rule by its id, or a finding by its print. */
export type ExplainArguments = {
  readonly command: "explain";
  readonly color: ColorChoice;
} & ({ readonly rule: string } | FindingAsked);

/** A finding by the first digits of one of its prints, and where to look for it. */
export interface FindingAsked {
  readonly print: string;
  /** The report that it is in; else `scan` is run. */
  readonly report?: string;
  readonly scan: ScanArguments;
}

/** Fewer digits fit several findings by chance. */
const LEAST_DIGITS = 6;
/** Flags that mean a rule as well. */
const OF_RULES = new Set(["color", "help", "version"]);

/** Checks what stands behind `sealint explain`. Throws a ScanError for what does not fit together. */
export function explainArguments(raw: RawArguments): ExplainArguments {
  const [subject, ...paths] = raw.operands;
  const color = flagValues(raw, EXPLAIN).choice("color", COLOR_CHOICES);
  if (subject === undefined)
    throw new ScanError(
      "`sealint explain` names no rule",
      "Write the id that a report names, such as `logs/secret-echo`, or a finding's fingerprint.",
    );
  if (!/^[\da-f]+$/i.test(subject)) return { command: "explain", color, rule: ruleAlone(subject, paths, raw) };
  if (subject.length < LEAST_DIGITS)
    throw new ScanError(`\`${subject}\` is too short for a fingerprint`, `Write ${LEAST_DIGITS} digits of it or more.`);
  const report = raw.values.get("report")?.at(-1);
  if (report !== undefined && paths.length > 0)
    throw new ScanError(
      `\`--report\` and the path \`${paths[0]}\` cannot be searched at once`,
      "Leave one of them out: a report is looked through as it is.",
    );
  const scan = scanArguments({ ...raw, operands: paths });
  return { command: "explain", color, print: subject.toLowerCase(), scan, ...(report === undefined ? {} : { report }) };
}

/** A rule is explained by itself, wherever it may find something. */
function ruleAlone(rule: string, paths: readonly string[], { values, switches }: RawArguments): string {
  if (paths[0] !== undefined)
    throw new ScanError(
      `\`${paths[0]}\` is more than a rule's explanation takes`,
      `Write \`sealint explain ${rule}\`.`,
    );
  const flag = [...values.keys(), ...switches].find((name) => !OF_RULES.has(name));
  if (flag !== undefined)
    throw new ScanError(`\`--${flag}\` says nothing of a rule`, `Write \`sealint explain ${rule}\`, or a fingerprint.`);
  return rule;
}
