import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { inspectPipeline } from "../../src/engine/inspect-pipeline.ts";
import { platforms } from "../../src/platforms/registry.ts";

const platformOf = (path: string, text: string): string | undefined =>
  inspectPipeline(unitOf(path, Buffer.from(text)), [], platforms).facts?.platform;

describe("a pipeline's platform", () => {
  const LIKE_APPVEYOR = "on: push\njobs: {}\nbuild_script: make\ntest_script: make test\n";

  it("is what its path says, whatever its contents look like", () => {
    expect(platformOf(".github/workflows/build.yml", LIKE_APPVEYOR)).toBe("github-actions");
    expect(platformOf("ci/build.yml", LIKE_APPVEYOR)).toBe("appveyor");
  });

  it("is none where the contents are known not to be one", () => {
    expect(platformOf("cloudbuild.yaml", "apiVersion: v1\nkind: ConfigMap\n")).toBeUndefined();
  });
});
