import { PRESETS } from "../core/levels.ts";
import { IMPORT_TOOLS } from "../migrate/tool-names.ts";
import { alternatives } from "./alternatives.ts";
import { BASELINE_COMMANDS } from "./baseline/baseline-commands.ts";
import { DASHBOARD } from "./dashboard/dashboard-command.ts";
import { EXPLAIN } from "./explain/explain-command.ts";
import { FIX } from "./fix/fix-command.ts";
import { COLOR_FLAG, type CommandMeta, GLOBAL_FLAGS } from "./flags.ts";
import { FLOWS } from "./flows/flows-command.ts";
import { HOOK_INSTALL, HOOK_RUN, HOOK_UNINSTALL } from "./hook-commands.ts";
import { INIT } from "./init/init-command.ts";
import { INVENTORY_COMMANDS } from "./inventory/inventory-commands.ts";
import { SCAN } from "./scan-flags.ts";

/** How `sealint rules list` can be written. */
export const LIST_FORMATS = ["text", "json"] as const;

const RULES_LIST: CommandMeta = {
  name: "rules list",
  text: "List the rules that there are.",
  flags: [
    {
      name: "preset",
      kind: "value",
      value: "NAME",
      choices: PRESETS,
      default: "all",
      group: "What to report",
      text: "Rules of this preset only.",
    },
    {
      name: "format",
      short: "f",
      kind: "value",
      value: "NAME",
      choices: LIST_FORMATS,
      default: "text",
      group: "How to report it",
      text: "For people, or everything about each rule as JSON.",
    },
    COLOR_FLAG,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint rules list --preset recommended", text: "List what runs by itself." },
    { line: "sealint rules list --format json", text: "List everything, for a program." },
  ],
};

const RULES_TEST: CommandMeta = {
  name: "rules test",
  text: "Run the examples of rules, for those who write them.",
  operand: {
    usage: "[FILE…]",
    text: "Rule files in YAML; by default the own rules and policies of sealint.yaml, or the built-in ones where it has none.",
  },
  flags: [COLOR_FLAG, ...GLOBAL_FLAGS],
  examples: [
    { line: "sealint rules test .sealint/rules/token.yaml", text: "Check a rule and run its examples." },
    { line: "sealint rules test", text: "Run the examples of the repository's own rules and policies." },
  ],
};

const IMPORT: CommandMeta = {
  name: "import",
  text: "Carry another tool's configuration and baseline over.",
  operand: {
    usage: "TOOL [FILE…]",
    text: `${alternatives(IMPORT_TOOLS)}, and its files; where none is named, those that lie where the tool looks for them.`,
  },
  flags: [
    {
      name: "output",
      short: "o",
      kind: "value",
      value: "FILE",
      group: "How to report it",
      text: "Configuration to write, - for standard output.",
      more: "`sealint.yaml` at the root by default, or `sealint.imported.yaml` where there is one. Rules go to `.sealint/rules/imported/`. It writes over nothing; with `-` everything is shown, and no file is written.",
    },
    {
      name: "dry-run",
      kind: "switch",
      group: "How to report it",
      text: "Show what would be written, and write nothing.",
    },
    COLOR_FLAG,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint import gitleaks", text: "Read .gitleaks.toml and .gitleaksignore." },
    { line: "sealint import detect-secrets .secrets.baseline --dry-run", text: "See what would become of a baseline." },
    {
      line: "sealint import trufflehog exclude-paths.txt config.yaml",
      text: "Read a list of paths and custom detectors.",
    },
  ],
};

/** All commands, in the order of help. */
export const COMMANDS: readonly CommandMeta[] = [
  SCAN,
  INIT,
  FIX,
  FLOWS,
  ...INVENTORY_COMMANDS,
  DASHBOARD,
  ...BASELINE_COMMANDS,
  IMPORT,
  HOOK_INSTALL,
  HOOK_UNINSTALL,
  HOOK_RUN,
  EXPLAIN,
  RULES_LIST,
  RULES_TEST,
];
