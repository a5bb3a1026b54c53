import type { RunRules } from "../catalogue/try-examples.ts";
import { unitOf } from "../core/source.ts";
import type { EngineOptions } from "../engine/options.ts";
import { scan } from "../engine/scan.ts";

/** Runs the rules of a scan over a text at a path. */
export function runnerOf(options: EngineOptions): RunRules {
  return (path, text) => {
    const { findings } = scan([{ type: "unit", unit: unitOf(path, Buffer.from(text)) }], options);
    return findings.map(({ ruleId, confidence, location: { start, end } }) => ({ ruleId, confidence, start, end }));
  };
}
