import { COLOR_FLAG, type CommandMeta, GLOBAL_FLAGS } from "../flags.ts";
import { OBSERVED_FLAG } from "../observed-flag.ts";
import {
  BASELINE_FLAG,
  CONFIG_FLAG,
  HOW_TO_SEARCH,
  INVENTORY_FLAG,
  NO_BASELINE,
  NO_IGNORE,
  STRICT_READS,
  WHAT_TO_REPORT,
} from "../scan-flags.ts";

/** `sealint dashboard`. */
export const DASHBOARD: CommandMeta = {
  name: "dashboard",
  text: "Write a page that shows how all secrets are.",
  operand: { usage: "[PATH…]", text: "Files and folders to search; the whole repository by default." },
  flags: [
    NO_IGNORE,
    CONFIG_FLAG,
    INVENTORY_FLAG,
    OBSERVED_FLAG,
    BASELINE_FLAG,
    NO_BASELINE,
    ...WHAT_TO_REPORT,
    {
      name: "output",
      short: "o",
      kind: "value",
      value: "FILE",
      group: "What to write",
      text: "Page to write, - for standard output; always needed.",
      more: "One HTML file, which needs no network and no other file, and holds no value of a secret. What lies there is written over.",
    },
    {
      name: "trend",
      kind: "value",
      value: "FILE",
      group: "What to write",
      text: "Keep this run's figures in FILE, and show those of earlier ones.",
      more: "An SQLite database, made where there is none: numbers and prints of findings, never values. Runs over other paths are kept apart, and a second run of the same day takes the place of the first. With it, the page tells the age of findings. A file that is damaged, of another program or of a newer sealint is left as it is, and the run exits 2.",
    },
    {
      name: "title",
      kind: "value",
      value: "TEXT",
      group: "What to write",
      text: "What the page is about; the name of the repository's folder by default.",
    },
    COLOR_FLAG,
    ...HOW_TO_SEARCH,
    STRICT_READS,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint dashboard --output health.html", text: "Show findings, dates, secrets and where they go." },
    {
      line: "sealint dashboard -o health.html --trend .sealint/trend.db",
      text: "Show how it has changed since the last time, too.",
    },
    { line: "sealint dashboard -o health.html --observed secrets.json", text: "Show what a store holds, too." },
  ],
};
