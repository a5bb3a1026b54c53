import { planAnchors } from "../../src/catalogue/anchors/plan.ts";
import { patternOf } from "../../src/catalogue/compile.ts";
import type { RuleFile } from "../../src/catalogue/rule-file.ts";
import type { Anchor } from "../../src/core/anchor.ts";
import { buildKernelTables } from "../../src/matcher/kernel-tables.ts";
import { packTables } from "../../src/matcher/tables-image.ts";
import { BuildError } from "./build-error.ts";

/** The kernel's tables of the rules, in their order. Throws a BuildError with a line for each rule that no anchor is found of. */
export function compileAnchors(files: readonly RuleFile[]): Uint8Array {
  const faults: string[] = [];
  const anchors = files.map((file): readonly Anchor[] => {
    const form = patternOf(file, []);
    const plan = planAnchors(file, form?.pattern ?? "", form?.names);
    if (plan.fault !== undefined) faults.push(`rules/${file.id}.yaml: ${plan.fault}`);
    return plan.anchors;
  });
  if (faults.length > 0) throw new BuildError(faults);
  return packTables(buildKernelTables(anchors));
}
