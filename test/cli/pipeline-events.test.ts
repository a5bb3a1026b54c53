import { expect, it } from "vitest";
import { pipelinesAmong } from "../../src/cli/pipeline-events.ts";
import { platforms } from "../../src/platforms/registry.ts";
import type { FoundEvent } from "../../src/sources/walk.ts";

it("takes pipelines, and files that these may name unless somebody asks for them as pipelines", () => {
  const found = (path: string, named: boolean) => ({ type: "file", path, named }) as FoundEvent;
  const all = [found("compose.yml", false), found("a.txt", false), found("web.env", false), found("app.env", true)];
  const shown = [...pipelinesAmong(all, platforms)].map((one) =>
    one.type === "problem" ? `told: ${one.problem.subject}` : one.path,
  );
  expect(shown).toEqual(["compose.yml", "web.env", "told: app.env"]);
});
