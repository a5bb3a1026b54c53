import type { Finding } from "../../src/core/finding.ts";
import { Bench } from "../../src/engine/mending/bench.ts";
import { mendAll } from "../../src/engine/mending/mend.ts";
import { VariableNames } from "../../src/engine/mending/variable-names.ts";
import type { EngineOptions } from "../../src/engine/options.ts";

/** What mending makes of files held in memory, with what it says of each finding. */
export function mendTexts(
  files: Readonly<Record<string, string>>,
  options: EngineOptions,
  {
    isWanted = () => true,
    isRuleWanted = () => false,
    lockFiles = {},
  }: {
    readonly isWanted?: (finding: Finding) => boolean;
    readonly isRuleWanted?: (rule: string) => boolean;
    readonly lockFiles?: Readonly<Record<string, string>>;
  } = {},
) {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const secrets = new Set(options.rules.map(({ id }) => id));
  const { mended, unmended, look } = mendAll({
    bench: new Bench(options, contents),
    isWanted,
    isRuleWanted,
    isLocked: () => undefined,
    isSecretRule: (id) => secrets.has(id),
    names: new VariableNames(),
    lockFiles: () => new Map(Object.entries(lockFiles)),
  });
  const texts = Object.fromEntries(
    [...look.contents].map(([path, bytes]) => [path, Buffer.from(bytes).toString("utf8")]),
  );
  return { texts, mended, unmended, look };
}
