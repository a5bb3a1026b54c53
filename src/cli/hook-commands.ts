import { HOOKS } from "../hooks/hook-name.ts";
import { type CommandMeta, type Flag, GLOBAL_FLAGS } from "./flags.ts";

const DRY_RUN: Flag = {
  name: "dry-run",
  kind: "switch",
  group: "How to change it",
  text: "Say what would be done, and change nothing.",
};

const SHARED: Flag = {
  name: "shared",
  kind: "switch",
  group: "How to change it",
  text: "Change the folder that your git settings take all hooks from.",
  more: "Where `core.hooksPath` is set for all repositories, a hook there runs in each of them.",
};

const FORCE: Flag = {
  name: "force",
  kind: "switch",
  group: "How to change it",
  text: "Go around the pre-commit framework, or write what finds no sealint yet.",
  more: "The framework's own hook is kept and runs first. A hook that is part of the repository finds sealint in `node_modules` or on `PATH`; without this flag one is not written while it would find none.",
};

const OPERAND_TEXT = `Any of ${HOOKS.join(", ")}`;

/** `sealint hook install`. */
export const HOOK_INSTALL: CommandMeta = {
  name: "hook install",
  text: "Let git run sealint before a commit, a push, or on a server.",
  operand: { usage: "[HOOK…]", text: `${OPERAND_TEXT}; pre-commit by default, pre-receive in a bare repository.` },
  flags: [DRY_RUN, SHARED, FORCE, ...GLOBAL_FLAGS],
  examples: [
    { line: "sealint hook install", text: "Look at what is staged before each commit." },
    { line: "sealint hook install pre-commit pre-push", text: "Look at each commit before it is pushed, too." },
    { line: "sealint hook install --dry-run", text: "See what that would change." },
  ],
};

/** `sealint hook run`, which hooks call. */
export const HOOK_RUN: CommandMeta = {
  name: "hook run",
  text: "Do what an installed hook does when git calls it.",
  operand: {
    usage: "HOOK [ARG…]",
    text: `${OPERAND_TEXT}, with what git gives it. Files behind pre-commit narrow it down; those that are not staged are searched whole.`,
  },
  flags: GLOBAL_FLAGS,
  examples: [
    { line: "sealint hook run pre-commit", text: "Search what is staged, and say how to go on." },
    {
      line: "sealint hook run pre-push origin <lines.txt",
      text: "Search what a push would bring, from the lines that git gives the hook.",
    },
  ],
};

/** `sealint hook uninstall`. */
export const HOOK_UNINSTALL: CommandMeta = {
  name: "hook uninstall",
  text: "Take sealint's hooks away, and put back what was before.",
  operand: { usage: "[HOOK…]", text: `${OPERAND_TEXT}; all of them by default.` },
  flags: [DRY_RUN, SHARED, ...GLOBAL_FLAGS],
  examples: [{ line: "sealint hook uninstall", text: "Take away all of sealint's hooks here." }],
};
