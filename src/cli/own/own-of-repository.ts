import { ON_DISK } from "../../config/file-access.ts";
import { openRules } from "../../config/open-rules.ts";
import type { OwnParts } from "../../config/own/own-parts.ts";
import { knownRules } from "../../engine/known-rules.ts";
import { findRoot } from "../../sources/find-root.ts";
import type { Program } from "../program.ts";
import { readConfig } from "../read-config.ts";

/** The rules and policies of the repository's own that the person stands in. Throws a ConfigError where its configuration is refused. */
export async function ownOfRepository({ cwd, rules: files, today }: Program): Promise<OwnParts> {
  const rules = openRules(files);
  const config = await readConfig({
    root: findRoot([], cwd),
    cwd,
    file: undefined,
    asOf: today,
    files: ON_DISK,
    rules: () => knownRules(rules.secrets, rules.policies, rules.inventory),
  });
  return config?.own ?? { rules: [], policies: [], allow: [] };
}
