import { unitOf } from "../core/source.ts";
import type { EngineOptions } from "./options.ts";
import { scan } from "./scan.ts";

/**
 * Those of some texts in which the secret rules, all of them, find a value. Names and purposes are people's own words: whatever prints them in
 * another place than a preview has to ask first. `path` is where they are judged to lie.
 */
export function textsWithValues(
  texts: Iterable<string>,
  options: EngineOptions,
  path = ".sealint/inventory.yaml",
): ReadonlySet<string> {
  const all = [...new Set(texts)];
  const lines = all.map((text) => text.replaceAll(/[\r\n]+/g, " "));
  const { acceptance: _acceptance, baseline: _baseline, distrust: _distrust, inScope: _inScope, ...rest } = options;
  const { inventory: _inventory, ...bare } = rest;
  const { findings, suppressed } = scan([{ type: "unit", unit: unitOf(path, Buffer.from(lines.join("\n"))) }], {
    ...bare,
    // A narrower search is no reason to print a value.
    ...options.everyRule?.(),
    minConfidence: options.minConfidence === "high" ? "medium" : options.minConfidence,
    platforms: [],
    policies: [],
    inventoryRules: [],
    suppressionRules: [],
  });
  const found = [...findings, ...suppressed.map(({ finding }) => finding)];
  return new Set(found.flatMap(({ location: { start, end } }) => all.slice(start.line - 1, end.line)));
}
