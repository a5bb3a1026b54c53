import { type CommandMeta, GLOBAL_FLAGS } from "../flags.ts";
import { FORGE_CHOICES } from "./forge-names.ts";

/** `sealint init`. */
export const INIT: CommandMeta = {
  name: "init",
  text: "Set a repository up: configuration, CI file and hook.",
  flags: [
    {
      name: "forge",
      kind: "value",
      value: "NAME",
      choices: FORGE_CHOICES,
      default: "auto",
      group: "How to change it",
      text: "CI system to write a file for; none for no file.",
      more: "`auto` is the one whose files lie there, else the one that the remote's host has. Where its file is there already, the lines to add are shown.",
    },
    {
      name: "hook",
      kind: "switch",
      group: "How to change it",
      text: "Install the pre-commit hook, without asking.",
      more: "As `sealint hook install` does.",
    },
    { name: "no-hook", kind: "switch", group: "How to change it", text: "Install no hook." },
    {
      name: "yes",
      short: "y",
      kind: "switch",
      group: "How to change it",
      text: "Write everything without asking.",
      more: "Without it, a question is asked on a terminal for each file that no flag settles; elsewhere only the configuration is written, and what else there is is said.",
    },
    {
      name: "dry-run",
      kind: "switch",
      group: "How to change it",
      text: "Show each file, and write nothing.",
    },
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint init", text: "Ask what to write, and show each file before." },
    { line: "sealint init --yes", text: "Write all of it, without a question." },
    { line: "sealint init --forge gitlab --no-hook --dry-run", text: "See what GitLab CI would be told." },
  ],
};
