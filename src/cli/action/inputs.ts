import type { Flag } from "../flags.ts";
import { SCAN } from "../scan-flags.ts";

/** What a step of a workflow may say with `with:`; action.yml and the Action's own reading come from it. */
export interface ActionInput {
  readonly name: string;
  readonly text: string;
  readonly default?: string;
  /** The flag of `sealint scan` that it stands for. */
  readonly flag?: Flag;
}

/** What is searched: `auto` is what the run is about, or all files where it is about no commits. */
export const SCAN_CHOICES = ["auto", "changes", "files"] as const;

const OWN: readonly ActionInput[] = [
  {
    name: "scan",
    text: "`changes` searches the commits that the run is about, `files` all files of the checkout; `auto` searches commits, and files in runs that are about none (on a schedule, by hand).",
    default: "auto",
  },
  { name: "paths", text: "Files and folders to search, one a line; all where left out." },
  { name: "working-directory", text: "Folder of the repository, from the workspace.", default: "." },
  {
    name: "sarif",
    text: "File for the SARIF report of all files, for code scanning; one in the runner's temporary folder where left out.",
  },
  { name: "annotations", text: "Whether findings are shown beside the lines of a change.", default: "true" },
  { name: "summary", text: "Whether the report is added to the summary of the job.", default: "true" },
];

/** Flags of a scan that make sense in a workflow. */
const FLAGS = [
  "fail-on",
  "min-confidence",
  "preset",
  "rule",
  "config",
  "trusted-config",
  "inventory",
  "baseline",
  "no-baseline",
  "as-of",
  "strict-reads",
  "jobs",
] as const;

function flagInput(name: string): ActionInput {
  const flag = SCAN.flags.find((one) => one.name === name);
  if (flag === undefined) throw new Error(`sealint scan has no flag ${name}`);
  const list = flag.kind === "list" ? " One a line." : "";
  // The command line knows its defaults, and the configuration may set others.
  return { name, text: `${flag.text}${list} (\`--${name}\`)`, flag };
}

/** All inputs, in the order of action.yml. */
export const ACTION_INPUTS: readonly ActionInput[] = [...OWN, ...FLAGS.map(flagInput)];

/** What later steps can read, in the order of action.yml. */
export const ACTION_OUTPUTS = {
  result: "`clean`, `findings` (some reach the failing level) or `failed` (something could not be looked at).",
  findings: "How many findings there are.",
  failing: "How many of them reach the failing level.",
  sarif: "Path of the SARIF report, for github/codeql-action/upload-sarif; empty where none was written.",
} as const;
