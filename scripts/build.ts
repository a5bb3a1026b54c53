// Builds what is published: dist/sealint.cjs with its chunks, dist/rules.json and what else lies there. The same
// sources give the same bytes. Everything is made aside and put in place at the end, so that dist/ is never half of one.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { inventoryJsonSchema } from "../src/inventory/schema.ts";
import { policies } from "../src/policies/registry.ts";
import { flowsJsonSchema, reportJsonSchema, reportLineJsonSchema } from "../src/reporters/report-schema.ts";
import { BuildError } from "./build/build-error.ts";
import { bundle } from "./build/bundle.ts";
import { compileKernel, compileUnpacker } from "./build/kernel.ts";
import { bundleDecoders } from "./build/late-decoders.ts";
import type { Merged } from "./build/merge-parts.ts";
import { compileRules } from "./build/rules.ts";
import { thirdPartyLicences } from "./build/third-party-licences.ts";
import { bundleTrees } from "./build/trees.ts";

const ROOT = dirname(import.meta.dirname);
const DIST = join(ROOT, "dist");
/**
 * What is loaded late as one file each, which bin/sealint.js keeps compiled: what a hook takes beside the start, for it runs
 * at each commit, and what reads pipelines, for a scan of a folder nearly always takes it.
 */
const LATE: readonly Merged[] = [
  { name: "staged.cjs", entries: ["src/cli/hook/run-hook.ts", "src/cli/search-staged.ts"] },
  { name: "pipelines.cjs", entries: ["src/engine/pipelines.ts"] },
];
/** What action.yml starts. It runs as it is loaded, so nothing that commands share may be merged into it. */
const ACTION = join(ROOT, "src", "cli", "action", "main.ts");
const NEXT = join(ROOT, "node_modules", ".sealint", "dist");

async function build(): Promise<void> {
  rmSync(NEXT, { recursive: true, force: true });
  mkdirSync(NEXT, { recursive: true });
  const { index, rules, policies: records, inventory, examples, anchors } = compileRules(ROOT);
  writeFileSync(join(NEXT, "rules-index.json"), index);
  writeFileSync(join(NEXT, "rules.json"), rules);
  writeFileSync(join(NEXT, "policies.json"), records);
  writeFileSync(join(NEXT, "inventory-rules.json"), inventory);
  writeFileSync(join(NEXT, "rules-examples.json"), examples);
  writeFileSync(join(NEXT, "anchors.bin"), anchors);
  compileKernel(ROOT, join(NEXT, "kernel.wasm"), { relaxed: false });
  compileKernel(ROOT, join(NEXT, "kernel-relaxed.wasm"), { relaxed: true });
  compileUnpacker(ROOT, join(NEXT, "unpack.wasm"));
  writeFileSync(join(NEXT, "sealint.schema.json"), configJsonSchema(policies.map(({ meta }) => meta)));
  writeFileSync(join(NEXT, "inventory.schema.json"), inventoryJsonSchema());
  writeFileSync(join(NEXT, "report.schema.json"), reportJsonSchema());
  writeFileSync(join(NEXT, "flows.schema.json"), flowsJsonSchema());
  writeFileSync(join(NEXT, "report-line.schema.json"), reportLineJsonSchema());
  const packages = await bundle(ROOT, join(ROOT, "src", "cli", "main.ts"), NEXT, {
    more: { action: ACTION },
    late: LATE,
  });
  await bundleDecoders(ROOT, NEXT);
  const parsers = await bundleTrees(ROOT, NEXT);
  const folders = [...new Set([...packages, ...parsers])].sort();
  writeFileSync(join(NEXT, "THIRD-PARTY-LICENSES.txt"), thirdPartyLicences(ROOT, folders));
  rmSync(DIST, { recursive: true, force: true });
  renameSync(NEXT, DIST);
}

try {
  await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(error.lines.map((line) => `build: ${line}\n`).join(""));
  process.exitCode = 1;
}
