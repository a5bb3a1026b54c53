import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { runSealint } from "./packed-cli.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  readonly version: string;
};

describe("the package", () => {
  it("holds what is needed to run, and nothing else", () => {
    const { files } = inject("packed");
    expect(files.filter((path) => !/^dist\/[\w.-]+\.c?js$/.test(path))).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "bin/package.json",
      "bin/sealint.js",
      "dist/THIRD-PARTY-LICENSES.txt",
      "dist/anchors.bin",
      "dist/flows.schema.json",
      "dist/inventory-rules.json",
      "dist/inventory.schema.json",
      "dist/kernel-relaxed.wasm",
      "dist/kernel.wasm",
      "dist/oxc-parser.wasm",
      "dist/policies.json",
      "dist/report-line.schema.json",
      "dist/report.schema.json",
      "dist/rules-examples.json",
      "dist/rules-index.json",
      "dist/rules.json",
      "dist/sealint.schema.json",
      "dist/tree-sitter-go.wasm",
      "dist/tree-sitter-java.wasm",
      "dist/tree-sitter-python.wasm",
      "dist/unpack.wasm",
      "dist/web-tree-sitter.txt",
      "dist/web-tree-sitter.wasm",
      "package.json",
    ]);
    expect(files).toContain("dist/sealint.cjs");
  });

  it("brings no other package and no script that runs on install", () => {
    const { project } = inject("packed");
    expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["sealint"]);
    const { scripts, dependencies } = JSON.parse(
      readFileSync(join(project, "node_modules", "sealint", "package.json"), "utf8"),
    ) as { readonly scripts: Readonly<Record<string, string>>; readonly dependencies?: unknown };
    expect(dependencies).toBeUndefined();
    // npm runs `prepare` where it installs from git, which has nothing built, and never for what is packed.
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  it("names no path of the machine that built it", () => {
    const { files, project } = inject("packed");
    const root = join(import.meta.dirname, "../..");
    const telling = files.filter((path) =>
      readFileSync(join(project, "node_modules", "sealint", path), "utf8").includes(root),
    );
    expect(telling).toEqual([]);
  });
});

describe("the command", () => {
  it("tells its version", async () => {
    expect(await runSealint(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("tells how it is used", async () => {
    const { code, stdout, stderr } = await runSealint(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("sealint scan");
  });
});

const EXPECTED_LINE =
  /^sealint needs Node 22\.18 or newer, this is v[\d.]+: install a current Node, or run it once with `npx --yes node@24 ".+"` and the same arguments\.\n$/;

/** Makes Node say another version of itself before anything else runs. */
const pretending = (node: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(`Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${node}" } })`)}`;

describe("the Node that runs it", () => {
  it.each(["18.20.8", "20.20.2", "22.17.1"])("is refused in one line where it is %s", async (node) => {
    const { code, stdout, stderr } = await runSealint(["--version"], { env: { NODE_OPTIONS: pretending(node) } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(EXPECTED_LINE);
  });

  it.each(["22.18.0", "23.0.0", "24.0.0"])("is taken where it is %s", async (node) => {
    const { code, stdout } = await runSealint(["--version"], { env: { NODE_OPTIONS: pretending(node) } });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` });
  });

  // Whatever else lies on PATH: a machine with an old Node shows that it can read the program at all.
  const installed = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .filter((path) => existsSync(path))
    .map((path) => ({ path, number: execFileSync(path, ["--version"], { encoding: "utf8" }).trim() }));
  it.each([{ path: process.execPath, number: process.version }, ...installed])(
    "gives a clear answer with $number at $path",
    async ({ path, number }) => {
      const [major = 0, minor = 0] = number.slice(1).split(".").map(Number);
      const isEnough = major > 22 || (major === 22 && minor >= 18);
      const { code, stderr } = await runSealint(["--version"], { node: path });
      expect(code).toBe(isEnough ? 0 : 2);
      expect(stderr).toMatch(isEnough ? /^$/ : EXPECTED_LINE);
    },
  );
});
