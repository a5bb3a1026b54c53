import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DueItem, DueList } from "../../core/due-list.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { systemWords } from "../../files/system-errors.ts";
import { dueList } from "../../inventory/due-list.ts";
import { DUE_RENDERERS } from "../../reporters/due/registry.ts";
import { printable } from "../../reporters/printable.ts";
import { EXIT } from "../exit-code.ts";
import type { ReportOutput } from "../report-outputs.ts";
import { withholder } from "../withholder.ts";
import { printError, printOut } from "../write-out.ts";

/** Writes what is due in each of the formats, and gives the exit code: that of the run, unless one cannot be written. */
export function writeDue(outputs: readonly ReportOutput[], options: EngineOptions, cwd: string, code: number): number {
  const { asOf, warnWithin } = options;
  const { inventory, units = [] } = options.inventory?.parsed ?? {};
  if (outputs.length === 0 || inventory === undefined) return code;
  const list = withoutValues(dueList(inventory, units, asOf, warnWithin), options);
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

/** The same without texts in which the rules find a value: a calendar or a message is passed on. */
function withoutValues(list: DueList, options: EngineOptions): DueList {
  const texts = new Set(list.items.flatMap(textsOf));
  const shown = withholder(texts, options);
  if (shown === undefined) return list;
  return { ...list, items: list.items.map((item) => changed(item, shown)) };
}

const textsOf = ({ name, environments, owner, contact, purpose }: DueItem): string[] =>
  [name, ...environments, owner, contact, purpose].filter((text) => text !== undefined);

function changed(item: DueItem, change: (text: string) => string): DueItem {
  const fields = ["owner", "contact", "purpose"] as const;
  const texts = fields.flatMap((field) => {
    const text = item[field];
    return text === undefined ? [] : [[field, change(text)] as const];
  });
  return {
    ...item,
    ...Object.fromEntries(texts),
    name: change(item.name),
    environments: item.environments.map(change),
  };
}
