import { expect, it } from "vitest";
import { type Problem, unitOf } from "../../src/core/source.ts";
import { createInspect } from "../../src/engine/inspect-unit.ts";
import { Bench } from "../../src/engine/mending/bench.ts";
import { type Scanned, withProposals } from "../../src/engine/mending/propose.ts";
import { VariableNames } from "../../src/engine/mending/variable-names.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { engineOptions } from "../support/scan-text.ts";

const PATH = ".github/workflows/a.yml";
const TEXT = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const options = engineOptions({ rules: [], platforms, policies });
const contents = new Map([[PATH, Buffer.from(TEXT)]]);
const found = new Bench(options, contents)
  .look()
  .findings.filter(({ ruleId }) => ruleId === "scope/missing-permissions");

const inspect = createInspect(options);

function scanned(findings: Scanned["findings"], of: ReadonlyMap<string, Uint8Array>): Scanned {
  return { findings, problems: [], facts: [...of].map(([path, bytes]) => inspect(unitOf(path, bytes))) };
}

function proposals(isSecretRule: (id: string) => boolean) {
  const problems: Problem[] = [];
  const tools = { isSecretRule, names: new VariableNames(), lockFiles: () => new Map() };
  const findings = withProposals(scanned(found, contents), contents, options, tools, (problem) =>
    problems.push(problem),
  );
  return { findings, problems };
}

it("a finding comes with the change that would mend it", () => {
  const { findings, problems } = proposals(() => false);
  expect(findings.map(({ fix }) => fix?.changes.length)).toEqual([1]);
  expect(problems).toEqual([]);
});

it("a fix that fails costs its proposal, and no finding", () => {
  const { findings, problems } = proposals(() => {
    throw new TypeError("a fault");
  });
  expect(findings).toEqual(found);
  expect(problems.map(({ subject, message }) => `${subject} ${message}`)).toEqual([
    `${PATH} proposing a fix for scope/missing-permissions failed on this file (TypeError)`,
  ]);
});

it("a large file of many findings comes with some proposals, not with all", () => {
  const large = Buffer.from(`${TEXT}# ${"long ".repeat((3 << 20) / 5)}\n`);
  const tools = { isSecretRule: () => false, names: new VariableNames(), lockFiles: () => new Map() };
  const many = Array.from({ length: 5 }, () => found).flat();
  const files = new Map([[PATH, large]]);
  const findings = withProposals(scanned(many, files), files, options, tools, () => {});
  expect(findings.map(({ fix }) => fix !== undefined)).toEqual([true, true, true, false, false]);
});
