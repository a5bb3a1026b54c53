import { COLOR_FLAG, type CommandMeta, GLOBAL_FLAGS } from "../flags.ts";
import { HOW_TO_SEARCH, WHAT_TO_REPORT, WHAT_TO_SEARCH } from "../scan-flags.ts";

/** `sealint explain`. */
export const EXPLAIN: CommandMeta = {
  name: "explain",
  text: "Tell what a rule finds, or what a finding rests on.",
  operand: {
    usage: "RULE|FINGERPRINT [PATH…]",
    text: "Id of a rule, `group/name`, or the first digits of a fingerprint; with paths to look for it, the current folder by default.",
  },
  flags: [
    {
      name: "report",
      kind: "value",
      value: "FILE",
      group: "What to search",
      text: "Look for the fingerprint in this JSON report, and search nothing.",
      more: "A report that `sealint scan --format json` wrote. Without it the paths are searched.",
    },
    ...WHAT_TO_SEARCH,
    // A finding is looked for however sure it is.
    ...WHAT_TO_REPORT.filter(({ name }) => name !== "min-confidence"),
    ...HOW_TO_SEARCH,
    COLOR_FLAG,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint explain logs/secret-echo", text: "Tell all about one rule." },
    { line: "sealint explain 3f9a1c07 --report scan.json", text: "Tell what a finding of a report rests on." },
    { line: "sealint explain 3f9a1c07 src", text: "The same from a fresh search of a folder." },
  ],
};
