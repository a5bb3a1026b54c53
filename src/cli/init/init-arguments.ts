import { ScanError } from "../../core/errors.ts";
import { flagValues } from "../flag-values.ts";
import type { CommandMeta } from "../flags.ts";
import type { RawArguments } from "../read-flags.ts";
import { FORGE_CHOICES, type ForgeChoice } from "./forge-names.ts";

/** What `sealint init` was asked for. */
export interface InitArguments {
  readonly command: "init";
  /** Undefined where nobody said, so that one may be asked. */
  readonly forge: ForgeChoice | undefined;
  /** Undefined where nobody said. */
  readonly hook: boolean | undefined;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** Checks what stands behind `sealint init`. Throws a ScanError where it contradicts itself. */
export function initArguments(raw: RawArguments, command: CommandMeta): InitArguments {
  const { switches } = raw;
  const [hook, noHook] = [switches.has("hook"), switches.has("no-hook")];
  if (hook && noHook) throw new ScanError("`--hook` and `--no-hook` contradict each other", "Write one of them.");
  return {
    command: "init",
    forge: flagValues(raw, command).given("forge", FORGE_CHOICES),
    hook: hook || noHook ? hook : undefined,
    yes: switches.has("yes"),
    dryRun: switches.has("dry-run"),
  };
}
