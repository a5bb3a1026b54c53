import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../../src/catalogue/template.ts";
import { createLookAt, lookAtBatch } from "../../../src/cli/search/look.ts";
import { platforms } from "../../../src/platforms/registry.ts";
import { temporaryFolder, writeTree } from "../../sources/temporary.ts";
import { engineOptions } from "../../support/scan-text.ts";

describe("lookAtBatch", () => {
  it("gives what can go from one thread to another", () => {
    const folder = temporaryFolder();
    const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "a").text;
    writeTree(folder, {
      "a.ts": `const token = "${token}";\n`,
      ".github/workflows/ci.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: env\n",
      "b.ts": "const nothing = 1;\n",
    });
    const names = ["a.ts", ".github/workflows/ci.yml", "b.ts", "gone.ts"];
    const files = names.map((path, ordinal) => {
      return { ordinal, found: { type: "file", location: join(folder, path), path, named: false } } as const;
    });
    const result = lookAtBatch({ id: 7, files }, createLookAt(engineOptions({ platforms })));
    expect(result.outcomes.map(({ ordinal }) => ordinal)).toEqual([0, 0, 1, 3]);
    expect(result.outcomes[0]?.outcome.seen).toMatchObject({ files: 3 });
    expect(structuredClone(result)).toEqual(result);
  });
});
