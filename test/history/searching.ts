import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openKernel } from "../../src/cli/open-kernel.ts";
import { chooseMatcher } from "../../src/engine/choose-matcher.ts";
import { createLooking } from "../../src/engine/looking.ts";
import type { HistoryResult } from "../../src/history/history-result.ts";
import type { Looking } from "../../src/history/looking.ts";
import { searchHistory } from "../../src/history/search-history.ts";
import { opened } from "../git/repositories.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions } from "../support/scan-text.ts";

const DIST = join(import.meta.dirname, "../../dist");

/** The unpacker as built. */
export const unpackModule = new WebAssembly.Module(readFileSync(join(DIST, "unpack.wasm")));

const { rules } = catalogue;
const { kernel } = openKernel(DIST);

/** What looks for secrets as the command line does it. */
export const looking: Looking = createLooking(
  engineOptions({ matcher: chooseMatcher(rules, rules, kernel), minConfidence: "medium" }),
);

/** Searches the history of a repository. */
export async function historyOf(start: string): Promise<HistoryResult> {
  const repository = opened(start);
  try {
    return await searchHistory({
      repository,
      subject: "repository",
      isExcluded: () => false,
      equip: () => ({ module: unpackModule, looking, helpers: { help: () => Promise.resolve() } }),
      pause: () => Promise.resolve(false),
    });
  } finally {
    repository.close();
  }
}
