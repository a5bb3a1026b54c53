import { existsSync } from "node:fs";
import type { BaselineOutcome } from "../../core/baseline.ts";
import { changeBaseline } from "../../suppressions/baseline/change-baseline.ts";
import { renderBaseline } from "../../suppressions/baseline/render-baseline.ts";
import type { OutputFile } from "./write-imported.ts";

/** Where a baseline goes that must not be written over the one that is there, which is `file`. */
export function besideBaseline(file: string): string {
  return existsSync(file) ? file.replace(/(?:\.json)?$/, ".imported.json") : file;
}

/** The baseline of findings that another tool's baseline held; none where there are none. */
export function importedBaseline(
  held: BaselineOutcome["held"],
  file: string,
  shown: (file: string) => string,
): readonly OutputFile[] {
  if (held.length === 0) return [];
  const { entries } = changeBaseline({ held, fresh: [], left: [] }, { drops: false });
  return [{ file, shown: shown(file), text: renderBaseline(entries), entries }];
}
