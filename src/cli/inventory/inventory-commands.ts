import { REPORTER_NAMES } from "../../reporters/registry.ts";
import { COLOR_FLAG, type CommandMeta, type Flag, GLOBAL_FLAGS } from "../flags.ts";
import { OBSERVED_FLAG } from "../observed-flag.ts";
import {
  BASELINE_FLAG,
  CONFIG_FLAG,
  FAIL_ON,
  INVENTORY_FLAG,
  NO_BASELINE,
  NO_IGNORE,
  OUTPUT_FLAG,
  STRICT_READS,
  WHAT_TO_REPORT,
} from "../scan-flags.ts";
import { INVENTORY_CANARY } from "./canary-command.ts";

/** Formats that say what is due, and not what was found. */
export const DUE_FORMATS = ["ics", "reminder", "slack"] as const;

/** What `inventory check` can write. */
export const CHECK_FORMATS: readonly string[] = [...REPORTER_NAMES, ...DUE_FORMATS];

const WITHIN: Flag = {
  name: "within",
  kind: "value",
  value: "TIME",
  group: "What to report",
  text: "Report secrets that end within this time, such as 30d.",
  more: "Without it, `defaults: { warnBefore: … }` of the inventory says so, or it is 30 days. Reminders speak of the same time.",
};

const APPROVAL: readonly Flag[] = [
  {
    name: "require-change-approval",
    kind: "switch",
    group: "What to search",
    text: "Report changes of the inventory by people who may not make them.",
    more: "Between two commits each change of an entry has to be by somebody whom `governance.approve` of the base names: by address, by account, or by a team of which `teams` of the inventory or a section of CODEOWNERS says who is in it. Where an entry names nobody, its owner may, else the owners of the inventory's file by CODEOWNERS. Who cannot be told is reported. The commits are those of the pull request or push that CI runs for, or those that `--base` names.",
  },
  {
    name: "base",
    kind: "value",
    value: "REF",
    group: "What to search",
    text: "With --require-change-approval: the commit that the change starts from.",
  },
  {
    name: "head",
    kind: "value",
    value: "REF",
    group: "What to search",
    text: "With --base: the commit that it ends with; HEAD by default.",
  },
];

const CHECK_OUTPUTS: readonly Flag[] = [
  {
    name: "format",
    short: "f",
    kind: "list",
    value: "NAME[=FILE]",
    choices: CHECK_FORMATS,
    default: "text",
    group: "How to report it",
    text: "Format, with a file to write it to; repeat it for more.",
    more: "Those of `sealint scan`, and three that say what is due: `ics` is a calendar of all expiries, rotations and reviews, `reminder` is Markdown and `slack` the JSON of a message in blocks, both of what is overdue or due soon.",
  },
  OUTPUT_FLAG,
];

/** Commands about the inventory of secrets, in the order of help. */
export const INVENTORY_COMMANDS: readonly CommandMeta[] = [
  {
    name: "inventory init",
    text: "Draft the inventory from what pipelines use.",
    flags: [
      NO_IGNORE,
      CONFIG_FLAG,
      INVENTORY_FLAG,
      {
        name: "output",
        short: "o",
        kind: "value",
        value: "FILE",
        group: "What to write",
        text: "File to write, - for standard output.",
        more: "`.sealint/inventory.yaml` at the root of the repository by default. Where there is an inventory, what it lacks is added at its end, and nothing in it is changed.",
      },
      {
        name: "dry-run",
        kind: "switch",
        group: "What to write",
        text: "Show what would be written, and write nothing.",
      },
      COLOR_FLAG,
      ...GLOBAL_FLAGS,
    ],
    examples: [
      { line: "sealint inventory init", text: "Draft an inventory, or add what one lacks." },
      { line: "sealint inventory init --dry-run", text: "See the draft first." },
    ],
  },
  {
    name: "inventory check",
    text: "Hold the inventory against pipelines, dates and itself.",
    operand: { usage: "[PATH…]", text: "Files and folders with pipelines; the whole repository by default." },
    flags: [
      NO_IGNORE,
      CONFIG_FLAG,
      INVENTORY_FLAG,
      BASELINE_FLAG,
      NO_BASELINE,
      OBSERVED_FLAG,
      ...APPROVAL,
      ...WHAT_TO_REPORT,
      WITHIN,
      ...CHECK_OUTPUTS,
      COLOR_FLAG,
      FAIL_ON,
      STRICT_READS,
      ...GLOBAL_FLAGS,
    ],
    examples: [
      { line: "sealint inventory check --within 30d", text: "Report what ends in the next 30 days, too." },
      {
        line: "sealint inventory check --observed secrets.json",
        text: "Hold it against what `gh secret list` printed.",
      },
      { line: "sealint inventory check -f text -f ics=secrets.ics", text: "Keep a calendar of what is due." },
      {
        line: "sealint inventory check --fail-on never -f slack=due.json",
        text: "Write a message to post each Monday.",
      },
    ],
  },
  {
    name: "inventory digest",
    text: "Make the keyed digest of a value, to recognise its leak.",
    flags: [
      {
        name: "new-salt",
        kind: "switch",
        group: "What to write",
        text: "Write .sealint/salt where there is none.",
        more: "Digests are keyed with the repository's salt. A new one changes the prints of weak values, so that a baseline may have to be made anew.",
      },
      ...GLOBAL_FLAGS,
    ],
    examples: [
      {
        line: "vault kv get -field=token kv/shop | sealint inventory digest",
        text: "The value is read from standard input, and nowhere else.",
      },
    ],
  },
  INVENTORY_CANARY,
];
