import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { readObserved } from "../../../src/inventory/observed/read-observed.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { inventoryRules } from "../../../src/inventory/rules/registry.ts";
import { parseStore } from "../../../src/inventory/stores.ts";
import { usesOfPipeline } from "../../../src/inventory/uses-of-pipeline.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";
import { markedText } from "../marked-text.ts";
import { CASES } from "./cases.ts";
import { check, MANIFEST, surroundings, WORKFLOW } from "./scene.ts";

const marked = (text: string | undefined): ReturnType<typeof markedText> =>
  markedText(text === undefined ? "" : `on: push\n${text}`);

function flowsOf(workflow: string | undefined): PipelineFlows[] {
  if (workflow === undefined) return [];
  const { model } = githubActions.parse(unitOf(WORKFLOW, marked(workflow).bytes));
  return model === undefined ? [] : [githubActions.flows(model)];
}

const OBSERVED = "observed.json";

describe("each rule of the inventory", () => {
  it.each(CASES)("$id flags its mistake at its place, and is quiet on its twin", ({ id, flag, says, ok, ...scene }) => {
    const rule = inventoryRules.find(({ meta }) => meta.id === id);
    if (rule === undefined) throw new Error(`there is no rule ${id}`);
    const pipelines = flowsOf(scene.workflow);
    const references = pipelines.flatMap((pipeline) => pipeline.references);
    const listed = markedText(scene.observed ?? "[]");
    const { list } = readObserved(unitOf(OBSERVED, listed.bytes), parseStore(scene.asked ?? ""));
    const observed = list === undefined ? [] : [list];
    const run = (manifest: string): unknown[] => {
      const { inventory } = parseInventory(unitOf(MANIFEST, markedText(`version: 1\n${manifest}`).bytes));
      if (inventory === undefined) throw new Error("the manifest of the case cannot be read");
      return check(rule, inventory, references, {
        uses: pipelines.map(usesOfPipeline),
        observed,
        surroundings: surroundings(scene.files, scene.owners),
      });
    };
    const places = [
      ...markedText(`version: 1\n${flag}`).spans.map(({ start, end }) => `${MANIFEST} ${start}-${end}`),
      ...marked(scene.workflow).spans.map(({ start, end }) => `${WORKFLOW} ${start}-${end}`),
      ...listed.spans.map(({ start, end }) => `${OBSERVED} ${start}-${end}`),
    ];
    expect(run(flag).map((one) => (one as { at: string }).at)).toEqual(places);
    expect(run(flag)).toMatchObject([{ message: says }]);
    expect(run(ok)).toEqual([]);
  });

  it("has a case, but for what rests on findings or commits", () => {
    const others = new Set(["incident/leaked-still-declared", "inventory/unapproved-change"]);
    const ids = inventoryRules.map(({ meta }) => meta.id).filter((id) => !others.has(id));
    expect(CASES.map(({ id }) => id)).toEqual(ids);
  });
});
