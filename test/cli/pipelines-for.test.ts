import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { policyCases } from "../../scripts/policy-cases.ts";
import { type Expected, pipelinesFor } from "../../src/cli/pipelines-for.ts";
import { mayBeRecognised } from "../../src/engine/recognise-head.ts";
import { recognisers } from "../../src/platforms/recognisers.ts";
import { platforms } from "../../src/platforms/registry.ts";

const WORKFLOW = "on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n";
const VALUES = "replicas: 2\nimage:\n  tag: latest\n";

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), "sealint-expected-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

async function isLoaded(cwd: string, expected: Partial<Expected>): Promise<boolean> {
  const asked: Expected = { stdin: false, paths: [], root: cwd, ...expected };
  return (await pipelinesFor(asked, { cwd }, [])).platforms.length > 0;
}

describe("what reads pipelines is loaded", () => {
  const root = (): string =>
    folderWith({
      ".github/workflows/ci.yml": WORKFLOW,
      "values.yaml": VALUES,
      "marked.yaml": Buffer.from(`\ufeff${VALUES}`),
      "wide.yaml": Buffer.from(`\ufeff${VALUES}`, "utf16le"),
      "deploy/job.yaml": WORKFLOW,
      "notes.txt": WORKFLOW,
    });

  it.each<[string, Partial<Expected>, boolean]>([
    ["a folder", { paths: ["deploy"] }, true],
    ["something that is not there", { paths: ["gone.txt"] }, true],
    ["a file that is named otherwise", { paths: ["notes.txt"] }, false],
    ["YAML that is no pipeline", { paths: ["values.yaml", "notes.txt"] }, false],
    ["YAML that is one by its text", { paths: ["values.yaml", "deploy/job.yaml"] }, true],
    ["YAML that is one by its place", { paths: [".github/workflows/ci.yml"] }, true],
    ["YAML with a mark of its encoding", { paths: ["marked.yaml"] }, true],
    ["YAML in UTF-16", { paths: ["wide.yaml"] }, true],
    ["many files", { paths: Array.from({ length: 17 }, () => "values.yaml") }, true],
    ["standard input without a name", { stdin: true }, false],
    ["standard input named like one", { stdin: true, stdinPath: "a.yaml" }, true],
    ["staged names of no contents", { names: ["a.yaml"] }, true],
    ["staged contents that are none", { names: ["a.yaml"], contentsOf: () => [Buffer.from(VALUES)] }, false],
    [
      "staged contents of which one is",
      { names: ["a.yaml"], contentsOf: () => [Buffer.from(VALUES), Buffer.from(WORKFLOW)] },
      true,
    ],
    ["nothing staged", { names: [] }, false],
  ])("or not, for %s", async (_, expected, wanted) => {
    expect(await isLoaded(root(), expected)).toBe(wanted);
  });

  it("by the path from the top, wherever a person stands", async () => {
    const top = root();
    const cwd = join(top, ".github/workflows");
    writeFileSync(join(cwd, "empty.yml"), "");
    expect(await isLoaded(cwd, { paths: ["empty.yml"], root: top })).toBe(true);
  });
});

describe("the recognisers", () => {
  it("are those of all platforms", () => {
    expect(recognisers).toEqual(platforms.map(({ recognise }) => recognise));
  });

  it("know every example of a policy", () => {
    const missed = policyCases().flatMap(({ file, flag }) =>
      flag
        .filter(({ path = "", text }) => !mayBeRecognised(path, Buffer.from(text)))
        .map(({ path }) => `${file}: ${path}`),
    );
    expect(missed).toEqual([]);
  });
});
