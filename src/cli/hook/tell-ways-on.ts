import type { ScanReport } from "../../core/stages.ts";
import type { HookName } from "../../hooks/hook-name.ts";
import { EXIT } from "../exit-code.ts";
import { printOut } from "../write-out.ts";
import type { WaysOnRequest } from "./ways-on.ts";
import { WIDTHS } from "./widths.ts";

/** Makes what says below a report how somebody goes on who was stopped; it is loaded only where somebody is. */
export function tellWaysOn(
  hook: HookName,
  more: Pick<WaysOnRequest, "isFirst"> = {},
): (report: ScanReport, code: number) => Promise<void> {
  return async (report, code) => {
    if (code === EXIT.clean) return;
    const { notSearched, waysOn } = await import("./ways-on.ts");
    const width = WIDTHS[hook];
    const lines = code === EXIT.findings ? waysOn({ hook, report, width, ...more }) : notSearched(hook, width);
    printOut(lines.map((line) => `${line}\n`).join(""));
  };
}
