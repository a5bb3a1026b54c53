import type { RunRules } from "../catalogue/try-examples.ts";
import { unitOf } from "../core/source.ts";
import type { EngineOptions } from "../engine/options.ts";
import { scan } from "../engine/scan.ts";

/** Runs the rules of a scan over a text at a path; what they say of the files beside it is passed over. */
export function runnerOf(options: EngineOptions): RunRules {
  return (path, text, beside) => {
    const units = Object.entries({ [path]: text, ...beside }).map(([at, content]) => unitOf(at, Buffer.from(content)));
    const { findings } = scan(
      units.map((unit) => ({ type: "unit", unit })),
      options,
    );
    return findings
      .filter(({ location }) => location.path === path)
      .map(({ ruleId, confidence, location: { start, end } }) => ({ ruleId, confidence, start, end }));
  };
}
