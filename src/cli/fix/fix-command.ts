import { COLOR_FLAG, type CommandMeta, GLOBAL_FLAGS } from "../flags.ts";
import {
  BASELINE_FLAG,
  FAIL_ON,
  HOW_TO_SEARCH,
  NO_BASELINE,
  STRICT_READS,
  WHAT_TO_REPORT,
  WHAT_TO_SEARCH,
} from "../scan-flags.ts";

/** `sealint fix`. */
export const FIX: CommandMeta = {
  name: "fix",
  text: "Mend what can be mended without asking anybody.",
  operand: { usage: "[PATH…]", text: "Files and folders to mend; the current folder by default." },
  flags: [
    ...WHAT_TO_SEARCH,
    BASELINE_FLAG,
    NO_BASELINE,
    ...WHAT_TO_REPORT,
    {
      name: "dry-run",
      kind: "switch",
      group: "What to write",
      text: "Show the changes as a diff, and write nothing.",
      more: "The diff goes to standard output, values of secrets masked, and everything else to standard error. The run exits 1 where there is something to change.",
    },
    COLOR_FLAG,
    ...HOW_TO_SEARCH,
    FAIL_ON,
    STRICT_READS,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint fix --dry-run", text: "See what would change." },
    { line: "sealint fix", text: "Change it." },
    { line: "sealint fix .github --rule scope/missing-permissions", text: "Mend one kind of finding." },
  ],
};
