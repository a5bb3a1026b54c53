import { join } from "node:path";
import process from "node:process";
import { isTerminal } from "./is-terminal.ts";
import type { Program } from "./program.ts";

declare const SEALINT_VERSION: string;

/** What this process gives a command; the rules lie beside this module. `starter` is what threads load the program by. */
export function programOf(starter: string): Program {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const beside = (name: string): string => join(import.meta.dirname, name);
  return {
    version: SEALINT_VERSION,
    starter,
    rules: {
      index: beside("rules-index.json"),
      secrets: beside("rules.json"),
      policies: beside("policies.json"),
      inventory: beside("inventory-rules.json"),
    },
    examplesFile: beside("rules-examples.json"),
    cwd: process.cwd(),
    env: process.env,
    isTty: isTerminal(1),
    isErrorTty: isTerminal(2),
    today: local.toISOString().slice(0, 10),
  };
}
