import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { FORGE_NAMES } from "../../../src/cli/init/forge-names.ts";
import { FORGES } from "../../../src/cli/init/forges.ts";
import { FROM_LOCK_FILE, fromRegistry, gateOf } from "../../../src/cli/init/gate.ts";
import { parseArguments } from "../../../src/cli/parse-arguments.ts";
import { folderWith } from "../../scenarios/folder.ts";

const GATES = { "the registry": fromRegistry("1.2.3"), "the lock file": FROM_LOCK_FILE };

/** The text of YAML as data, with all that is wrong with it. */
function read(text: string): { readonly data: unknown; readonly faults: readonly string[] } {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  return { data: document.toJS(), faults: [...document.errors, ...document.warnings].map(({ message }) => message) };
}

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

/** Arguments of each `sealint scan` in a file, with what the system puts in. */
function scansIn(text: string): string[][] {
  const plain = text
    .replaceAll(/\n +(?=--format)/g, " ")
    .replaceAll("$SEALINT_SEARCH", "--ci")
    .replaceAll("<< parameters.search >>", ".");
  return [...plain.matchAll(/(?:npx --yes sealint@1\.2\.3|npx --no sealint) (scan[^\n']*)/g)].map(([, words = ""]) =>
    words.trim().split(/ +/),
  );
}

describe.each(Object.entries(GATES))("with sealint from %s", (_, gate) => {
  const written = FORGE_NAMES.map((name) => ({ ...FORGES[name], name }));

  it.each(written.filter(({ files }) => isYaml(files[0])))(
    "the file for $name is YAML, with what is added",
    (forge) => {
      const [whole, added] = [forge.file(gate), forge.addition(gate)];
      for (const text of [whole, added]) expect(read(text).faults).toEqual([]);
      // What is added stands in the file with its indentation, so that it can be pasted.
      expect(whole).toContain(added.split("\n").slice(1, 4).join("\n"));
    },
  );

  describe.each(FORGE_NAMES)("the file for %s", (name) => {
    const { file, addition, afterwards = [], where } = FORGES[name];
    const texts = [file(gate), addition(gate)];

    it("gets sealint first, and runs it in a way that it takes", () => {
      for (const text of texts) {
        const scans = scansIn(text);
        expect(scans.length).toBeGreaterThan(0);
        expect(text.split(gate.sealint)).toHaveLength(scans.length + 1);
        for (const command of gate.install) expect(text.indexOf(command)).toBeLessThan(text.indexOf(gate.sealint));
        for (const words of scans) {
          expect(parseArguments(words)).toMatchObject({ command: "scan" });
        }
        expect(scans.some((words) => words.includes("--ci")) || name === "circleci").toBe(true);
      }
    });

    it("fixes what it takes from others to a commit or a digest", () => {
      for (const [, used = ""] of file(gate).matchAll(/uses: (.*)/g))
        expect(used).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      for (const [, image = ""] of file(gate).matchAll(/(?:\bimage:? ?'?|docker:\d+)(node:\S*)/g))
        expect(image).toMatch(/^node:[\d.]+-slim@sha256:[0-9a-f]{64}'?$/);
    });

    it("is explained in sentences", () => {
      for (const line of [where, ...afterwards]) expect(line).toMatch(/^[A-Z].*\.$/);
    });
  });
});

it("takes sealint from the lock file where that has it, and never another version than its own otherwise", () => {
  const { version } = JSON.parse(
    readFileSync(join(dirname(dirname(dirname(import.meta.dirname))), "package.json"), "utf8"),
  ) as { readonly version: string };
  expect(gateOf(folderWith({}), version)).toEqual({ install: [], sealint: `npx --yes sealint@${version}` });
  const locked = { "package-lock.json": JSON.stringify({ packages: { "node_modules/sealint": { version } } }) };
  expect(gateOf(folderWith(locked), version)).toEqual(FROM_LOCK_FILE);
  expect(gateOf(folderWith({ "package-lock.json": "{" }), version).sealint).toContain("npx --yes");
  const elsewhere = { packages: { "node_modules/sealint": { version, resolved: "file:../sealint.tgz" } } };
  expect(gateOf(folderWith({ "package-lock.json": JSON.stringify(elsewhere) }), version)).toEqual({
    ...FROM_LOCK_FILE,
    note: expect.stringContaining("takes sealint from ../sealint.tgz, which is no part of the repository") as string,
  });
});
