import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { git, temporaryFolder, temporaryRepository, writeTree } from "../sources/temporary.ts";
import { tarOf, zipOf } from "../support/archives.ts";
import { sevenZipOf } from "../support/seven-zip.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const line = (seed: string): string => `# notes\nTOKEN=${token(seed)}\n`;
const AS = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"] as const;

/** Archives in an archive, with a token in each. */
const war = (): Buffer =>
  zipOf([
    { name: "conf/app.properties", content: line("outer") },
    { name: "lib/part.tgz", content: gzipSync(tarOf([{ name: "part.env", content: line("inner") }])) },
    { name: "logo.png", content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) },
    { name: "old.7z", content: sevenZipOf([{ name: "shop/old.env", content: line("old") }]) },
  ]);

interface Report {
  readonly findings: readonly {
    readonly location: { readonly path: string; readonly inside?: string; readonly start: { readonly line: number } };
    readonly origin: { readonly kind: string; readonly sha?: string };
  }[];
  readonly problems: readonly { readonly subject: string; readonly level: string }[];
  readonly summary: { readonly pipelines: number; readonly skipped: { readonly binary: number } };
}

async function scan(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await runSealint(["scan", "--format", "json", ...args], { cwd });
  const report = JSON.parse(stdout) as Report;
  return { code, stdout, stderr, report, at: report.findings.map(({ location }) => placeOf(location)) };
}

const placeOf = ({ path, inside, start }: Report["findings"][number]["location"]): string =>
  `${path}!/${inside}:${start.line}`;

const ALL = [
  "shop.war!/conf/app.properties:2",
  "shop.war!/lib/part.tgz!/part.tar!/part.env:2",
  "shop.war!/old.7z!/shop/old.env:2",
];

function repositoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const repository = temporaryRepository("--initial-branch=main");
  writeTree(repository, files);
  git(repository, "add", ".");
  git(repository, ...AS, "commit", "--quiet", "-m", "first");
  return repository;
}

describe("archives", () => {
  it("are searched in a folder, by name, and from standard input", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "shop.war": war(), "a.txt": "nothing" });
    for (const args of [[], ["shop.war"]]) {
      const { code, at, report, stdout, stderr } = await scan(folder, ...args);
      expect({ code, at, stderr }).toEqual({ code: 1, at: ALL, stderr: "" });
      expect(report.summary.skipped.binary).toBe(1);
      for (const seed of ["outer", "inner", "old"]) expect(stdout).not.toContain(token(seed));
    }
    const stdin = new Uint8Array(readFileSync(join(folder, "shop.war")));
    const { code, stdout } = await runSealint(["scan", "--stdin", "--stdin-path", "shop.war", "--format", "json"], {
      cwd: folder,
      stdin,
    });
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).findings.map(({ location }) => placeOf(location))).toEqual(ALL);
  });

  it("hold no pipelines", async () => {
    const folder = temporaryFolder();
    const content = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ secrets.A }}\n";
    writeTree(folder, { "a.zip": zipOf([{ name: ".github/workflows/a.yml", content }]) });
    expect((await scan(folder)).report).toMatchObject({ findings: [], summary: { pipelines: 0 } });
  });

  it("are shown in formats for programs by the file that exists", async () => {
    const folder = temporaryFolder();
    writeTree(folder, { "shop.war": war() });
    const { stdout } = await runSealint(["scan", "--format", "sarif"], { cwd: folder });
    const [{ results }] = (JSON.parse(stdout) as { runs: [{ results: readonly Record<string, unknown>[] }] }).runs;
    expect(results).toMatchObject([
      {
        message: { text: expect.stringContaining("In conf/app.properties, line 2.") as string },
        locations: [
          { physicalLocation: { artifactLocation: { uri: "shop.war" }, region: { startLine: 1, startColumn: 1 } } },
        ],
        properties: { inside: "conf/app.properties", line: 2 },
      },
      { locations: [{ physicalLocation: { artifactLocation: { uri: "shop.war" } } }] },
      { properties: { inside: "old.7z!/shop/old.env", line: 2 } },
    ]);
    const text = await runSealint(["scan"], { cwd: folder });
    expect(text.stdout).toContain("shop.war!/lib/part.tgz!/part.tar!/part.env:2:7");
  });

  it("that cannot be searched to their end fail the run, unless that is accepted", async () => {
    const folder = temporaryFolder();
    let deep: string | Buffer = line("deep");
    for (let level = 0; level < 7; level++)
      deep = zipOf([{ name: level === 0 ? "a.env" : `${level}.zip`, content: deep }]);
    writeTree(folder, { "deep.zip": deep, "b.rar": Buffer.from([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0]) });
    const first = await scan(folder);
    expect({ code: first.code, at: first.at }).toEqual({ code: 2, at: [] });
    expect(first.report.problems).toMatchObject([
      { subject: "b.rar", level: "note" },
      { subject: "deep.zip!/6.zip!/5.zip!/4.zip!/3.zip!/2.zip", level: "error" },
    ]);
    writeTree(folder, {
      "sealint.yaml": "version: 1\nunread:\n  - { path: deep.zip, reason: It is a test of other tools. }\n",
    });
    expect((await scan(folder)).code).toBe(0);
  });

  it("are searched as they are staged, in a range, and in history", async () => {
    const repository = repositoryWith({ "a.txt": "nothing" });
    writeTree(repository, { "shop.war": war() });
    git(repository, "add", ".");
    expect(await scan(repository, "--staged")).toMatchObject({ code: 1, at: ALL });
    git(repository, ...AS, "commit", "--quiet", "-m", "second");
    expect(await scan(repository, "--staged")).toMatchObject({ code: 0, at: [] });
    const range = await scan(repository, "--since", "HEAD~1");
    expect(range).toMatchObject({ code: 1, at: ALL });
    git(repository, "rm", "--quiet", "shop.war");
    git(repository, ...AS, "commit", "--quiet", "-m", "third");
    const sha = git(repository, "rev-parse", "HEAD~1").toString().trim();
    const history = await scan(repository, "--history");
    expect(history).toMatchObject({ code: 1, at: ALL });
    for (const { origin } of history.report.findings) expect(origin).toMatchObject({ kind: "commit", sha });
  });
});
