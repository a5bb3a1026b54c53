import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundle, packageFolders } from "../../scripts/build/bundle.ts";
import { thirdPartyLicences } from "../../scripts/build/third-party-licences.ts";

const require = createRequire(import.meta.url);

let root: string;

/** Writes files below the root of a small project. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const packageJson = (name: string, type: string): string =>
  JSON.stringify({ name, version: "1.2.3", license: "MIT", type, main: "index.js" });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sealint-bundle-"));
  write({
    "package.json": JSON.stringify({ version: "7.8.9" }),
    "node_modules/old/package.json": packageJson("old", "commonjs"),
    "node_modules/old/index.js": `exports.join = require("path").posix.join;`,
    "node_modules/old/LICENSE": "Use old as you like.\r\n",
  });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe("bundle", () => {
  it("tells the version, keeps late imports apart and gives CommonJS its `require`", async () => {
    write({
      "main.ts": `export const version: string = SEALINT_VERSION; export const late = () => import("./late.ts");`,
      "late.ts": `import { join } from "old"; export const path = join("a", "b");`,
    });
    const folders = await bundle(root, join(root, "main.ts"), join(root, "out"));
    expect(folders).toEqual(["node_modules/old"]);
    expect(readdirSync(join(root, "out"))).toContainEqual(expect.stringMatching(/^late-\w+\.cjs$/));
    const built = require(join(root, "out", "sealint.cjs")) as {
      readonly version: string;
      late(): Promise<{ readonly path: string }>;
    };
    expect(built.version).toBe("7.8.9");
    expect((await built.late()).path).toBe("a/b");
  });

  it("puts all that a start needs into one file, and shares it with what comes late", async () => {
    write({
      "main.ts": `import { Fault } from "./fault.ts"; import { count } from "./count.ts";
        export const late = async () => (await import("./late.ts")).fail();
        export const isFault = (error: unknown): boolean => error instanceof Fault; export { count };`,
      "late.ts": `import { join } from "old"; import { Fault } from "./fault.ts"; import { count } from "./count.ts";
        import { readFileSync } from "node:fs"; export const fail = () => { throw new Fault(join("a", count(), typeof readFileSync)); };`,
      "fault.ts": "export class Fault extends Error {}",
      "count.ts": `import { createHash } from "node:crypto"; let calls = 0;
        export const count = (): string => createHash("md5").update(String(++calls)).digest("hex").slice(0, 4);`,
    });
    await bundle(root, join(root, "main.ts"), join(root, "out"));
    expect(readFileSync(join(root, "out", "sealint.cjs"), "utf8")).not.toMatch(
      /^import\b|\bfrom "|\brequire\("\.\/(?!late-)/m,
    );
    const built = require(join(root, "out", "sealint.cjs")) as {
      count(): string;
      isFault(error: unknown): boolean;
      late(): Promise<void>;
    };
    expect(built.count()).toBe("c4ca");
    const fault: unknown = await built.late().catch((error: unknown) => error);
    expect([built.isFault(fault), (fault as Error).message]).toEqual([true, "a/c81e/function"]);
  });

  it("puts what comes late together where it is told to, once", async () => {
    write({
      "main.ts": `import { count } from "./count.ts"; export { count };
        export const one = () => import("./one.ts"); export const other = () => import("./other.ts");`,
      "one.ts": `import { count } from "./count.ts"; import { shared } from "./shared.ts"; export const one = () => [count(), shared];`,
      "other.ts": `import { shared } from "./shared.ts"; export const other = shared;`,
      "shared.ts": "export const shared = { times: 0 };",
      "count.ts": "let calls = 0; export const count = (): number => ++calls;",
    });
    const late = [{ name: "late.cjs", entries: ["one.ts", "other.ts"] }];
    await bundle(root, join(root, "main.ts"), join(root, "out"), { late });
    const text = readFileSync(join(root, "out", "late.cjs"), "utf8");
    expect(text.match(/\brequire\(/g)).toHaveLength(1);
    const built = require(join(root, "out", "sealint.cjs")) as {
      count(): number;
      one(): Promise<{ one(): readonly unknown[] }>;
      other(): Promise<{ readonly other: unknown }>;
    };
    built.count();
    const [count, shared] = (await built.one()).one();
    expect(count).toBe(2);
    expect((await built.other()).other).toBe(shared);
    await expect(
      bundle(root, join(root, "main.ts"), join(root, "out"), { late: [{ name: "x.cjs", entries: ["count.ts"] }] }),
    ).rejects.toThrow("count.ts: is neither the entry nor imported late");
  });

  it("gives the same bytes twice", async () => {
    write({
      "main.ts": `import { join } from "old"; export const late = () => import("./late.ts"); join("a");`,
      "late.ts": "export {};",
    });
    for (const out of ["one", "two"]) await bundle(root, join(root, "main.ts"), join(root, out));
    const read = (out: string) =>
      readdirSync(join(root, out)).map((name) => [name, readFileSync(join(root, out, name), "utf8")]);
    expect(read("one")).toEqual(read("two"));
  });

  it("names the place of what cannot be built", async () => {
    write({ "main.ts": `\nimport "./gone.ts";` });
    await expect(bundle(root, join(root, "main.ts"), join(root, "out"))).rejects.toThrow(/main\.ts:2: .*gone\.ts/);
  });

  it("refuses the late import of a CommonJS package, whose names would be lost", async () => {
    write({ "main.ts": `export const late = async () => (await import("old")).join;` });
    await expect(bundle(root, join(root, "main.ts"), join(root, "out"))).rejects.toThrow(/main\.ts.*node_modules\/old/);
  });
});

describe("packageFolders", () => {
  it.each([
    [["src/a.ts"], []],
    [["node_modules/yaml/dist/index.js", "node_modules/yaml/dist/doc.js"], ["node_modules/yaml"]],
    [["node_modules/@scope/name/index.js"], ["node_modules/@scope/name"]],
    [["node_modules/outer/node_modules/inner/a.js"], ["node_modules/outer/node_modules/inner"]],
  ])("%j → %j", (paths, folders) => {
    expect(packageFolders(paths)).toEqual(folders);
  });
});

describe("thirdPartyLicences", () => {
  it("prints each package's own text", () => {
    expect(thirdPartyLicences(root, ["node_modules/old"])).toContain("old 1.2.3 (MIT)\n\nUse old as you like.\n");
  });

  it("refuses a package without one", () => {
    write({ "node_modules/bare/package.json": packageJson("bare", "module") });
    expect(() => thirdPartyLicences(root, ["node_modules/old", "node_modules/bare"])).toThrow(
      /node_modules\/bare has no licence/,
    );
  });
});
