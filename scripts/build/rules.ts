import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { compileCatalogue } from "../../src/catalogue/compile.ts";
import { listMetas, listSecrets, type RulesIndex } from "../../src/config/rules-index.ts";
import { inventoryRules } from "../../src/inventory/rules/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { policyExamples } from "../policy-cases.ts";
import { compileAnchors } from "./anchors.ts";
import { BuildError } from "./build-error.ts";

/** What becomes of `rules/**`, of what the policies say of themselves, and of their cases: texts of JSON files. */
export interface BuiltRules {
  /** What every scan reads. */
  readonly index: string;
  /** Secret rules, policies and rules of the inventory, each of which is read when a scan meets it. */
  readonly rules: string;
  readonly policies: string;
  readonly inventory: string;
  /** Examples of secret rules and policies by their ids, for those who ask. */
  readonly examples: string;
  /** The kernel's tables, for the rules in that order. */
  readonly anchors: Uint8Array;
}

/** Compiles `rules/**`; throws a BuildError with a line for each rule that is not fit. */
export function compileRules(root: string): BuiltRules {
  const sources = fastGlob
    .sync("rules/**/*.yaml", { cwd: root })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const { rules, files, problems } = compileCatalogue(sources);
  if (problems.length > 0) throw new BuildError(problems);
  const examples = { ...Object.fromEntries(files.map((file) => [file.id, file.examples])), ...policyExamples() };
  const secrets = listSecrets(rules);
  const metas = listMetas(policies.map(({ meta }) => meta));
  const ofInventory = listMetas(inventoryRules.map(({ meta }) => meta));
  const index: RulesIndex = {
    secrets: secrets.columns,
    policies: metas.columns,
    inventory: ofInventory.columns,
  };
  return {
    index: `${JSON.stringify(index)}\n`,
    rules: secrets.records,
    policies: metas.records,
    inventory: ofInventory.records,
    examples: `${JSON.stringify(examples)}\n`,
    anchors: compileAnchors(files),
  };
}
