import { type CommandMeta, type Flag, GLOBAL_FLAGS } from "../flags.ts";
import { BASELINE_FLAG, HOW_TO_SEARCH, STRICT_READS, WHAT_TO_REPORT, WHAT_TO_SEARCH } from "../scan-flags.ts";

const OPERAND = { usage: "[PATH…]", text: "Files and folders to search; the current folder by default." } as const;

const OUTPUT: Flag = {
  name: "output",
  short: "o",
  kind: "value",
  value: "FILE",
  group: "What to write",
  text: "File to write; by default the one that scans read.",
  more: "That is what the configuration names under `baseline`, or `.sealint/baseline.json` at the root of the repository.",
};
const FORCE: Flag = {
  name: "force",
  kind: "switch",
  group: "What to write",
  text: "Write over the baseline that is there, with all its reasons.",
};
const BESIDE: readonly Flag[] = [
  {
    name: "reason",
    kind: "value",
    value: "TEXT",
    group: "What to write",
    text: "Why the findings are accepted, written beside each new one.",
  },
  {
    name: "until",
    kind: "value",
    value: "DATE",
    group: "What to write",
    text: "Last day on which each new entry holds.",
    more: "Written as 2026-12-31. After it the findings are reported again.",
  },
];
const PRUNE: Flag = {
  name: "prune",
  kind: "switch",
  group: "What to write",
  text: "Drop what is not found any more, too.",
};

/** Commands that write a baseline, in the order of help. */
export const BASELINE_COMMANDS: readonly CommandMeta[] = [
  {
    name: "baseline create",
    text: "Write down what is found, so that scans report what comes.",
    operand: OPERAND,
    flags: [
      ...WHAT_TO_SEARCH,
      ...WHAT_TO_REPORT,
      OUTPUT,
      FORCE,
      ...BESIDE,
      ...HOW_TO_SEARCH,
      STRICT_READS,
      ...GLOBAL_FLAGS,
    ],
    examples: [
      { line: "sealint baseline create", text: "Begin with what is there already set aside." },
      { line: "sealint baseline create --until 2027-06-30", text: "Set it aside for some time only." },
    ],
  },
  {
    name: "baseline update",
    text: "Add what is new to the baseline; reasons and last days stay.",
    operand: OPERAND,
    flags: [
      ...WHAT_TO_SEARCH,
      BASELINE_FLAG,
      ...WHAT_TO_REPORT,
      PRUNE,
      ...BESIDE,
      ...HOW_TO_SEARCH,
      STRICT_READS,
      ...GLOBAL_FLAGS,
    ],
    examples: [{ line: "sealint baseline update", text: "Accept what has come since, and follow what was renamed." }],
  },
  {
    name: "baseline prune",
    text: "Drop from the baseline what is not found any more.",
    operand: OPERAND,
    flags: [...WHAT_TO_SEARCH, BASELINE_FLAG, ...WHAT_TO_REPORT, ...HOW_TO_SEARCH, STRICT_READS, ...GLOBAL_FLAGS],
    examples: [
      { line: "sealint baseline prune", text: "See to it that what was mended is reported if it comes back." },
    ],
  },
];
