import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DueList } from "../../core/due-list.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { systemWords } from "../../files/system-errors.ts";
import { dueList } from "../../inventory/due-list.ts";
import { DUE_RENDERERS } from "../../reporters/due/registry.ts";
import { printable } from "../../reporters/printable.ts";
import { EXIT } from "../exit-code.ts";
import type { ReportOutput } from "../report-outputs.ts";
import { type Change, changeFields, withoutValues } from "../without-values.ts";
import { printError, printOut } from "../write-out.ts";

/** Writes what is due in each of the formats, and gives the exit code: that of the run, unless one cannot be written. */
export function writeDue(outputs: readonly ReportOutput[], options: EngineOptions, cwd: string, code: number): number {
  const { asOf, warnWithin } = options;
  const { inventory, units = [] } = options.inventory?.parsed ?? {};
  if (outputs.length === 0 || inventory === undefined) return code;
  const list = withoutValues(dueList(inventory, units, asOf, warnWithin), mapTexts, options);
  let worst = code;
  for (const { format, file } of outputs) {
    const text = [...(DUE_RENDERERS[format]?.(list) ?? [])].join("");
    try {
      if (file === undefined) printOut(text);
      else writeFileSync(resolve(cwd, file), text);
    } catch (error) {
      const hint = "Name a file in a folder that exists and that you may write to.";
      printError(
        printable(`sealint: error: ${file ?? "standard output"}: cannot be written: ${systemWords(error)}. ${hint}`),
      );
      worst = EXIT.failed;
    }
  }
  return worst;
}

/** A list is passed on, as a calendar or a message. */
const mapTexts = (list: DueList, change: Change): DueList => ({
  ...list,
  items: list.items.map((item) => ({
    ...changeFields(item, ["name", "owner", "contact", "purpose"], change),
    environments: item.environments.map(change),
  })),
});
