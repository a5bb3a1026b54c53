import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { createCheck } from "../../src/engine/check-pipeline.ts";
import { checkRepository } from "../../src/engine/check-repository.ts";
import type { EngineOptions } from "../../src/engine/options.ts";
import { mayNameScanners, scannersIn } from "../../src/engine/secret-scanners.ts";
import { judge } from "../../src/judge/judge.ts";
import { githubActions } from "../../src/platforms/github-actions/platform.ts";
import { driftCheckMissing } from "../../src/policies/incident/drift-check-missing.ts";
import { noSecretScanStep } from "../../src/policies/incident/no-secret-scan-step.ts";

const options = {
  platforms: [githubActions],
  policies: [driftCheckMissing, noSecretScanStep],
  judge,
} as unknown as EngineOptions;

/** What policies on the repository say of workflows that hold these jobs, by their paths. */
function found(workflows: Readonly<Record<string, string>>, more: Partial<EngineOptions>, scanners: string[] = []) {
  const { check } = createCheck(options);
  const seen = Object.entries(workflows).map(([path, text]) => {
    const unit = unitOf(path, Buffer.from(text));
    const { model } = githubActions.parse(unit);
    const document = { unit: unit.id, path, origin: unit.origin, bytes: unit.bytes, masked: [] };
    const facts = { document, platform: githubActions.id, model };
    return { ...facts, checked: check(facts, { find: () => undefined, all: () => [] }) };
  });
  const facts = [{ unit: "hook", findings: [], problems: [], markers: [], glimpses: [], scanners }];
  const problems: unknown[] = [];
  const all = checkRepository(facts, seen, { ...options, ...more }, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  return all.map(({ ruleId, match }) => `${ruleId} ${match.place.unit}`);
}

const job = (run: string, on = "push") => `on: ${on}\njobs: { a: { steps: [{ run: ${run} }] } }\n`;
const [B, A] = [".github/workflows/b.yml", ".github/workflows/a.yml"];

describe("policies on a repository", () => {
  it("speak once, at the first pipeline", () => {
    const all = found({ [B]: job("make"), [A]: job("make") }, { isWhole: true });
    expect(all).toEqual([`incident/no-secret-scan-step ${unitOf(A, Buffer.from("")).id}`]);
  });

  it("say nothing where only a part is searched", () => {
    expect(found({ [A]: job("make") }, {})).toEqual([]);
  });

  it("take a hook's scanner for one", () => {
    expect(found({ [A]: job("make") }, { isWhole: true }, ["gitleaks"])).toEqual([]);
  });

  it("ask for a schedule where a pipeline looks for secrets", () => {
    const [one] = found({ [B]: job("sealint scan"), [A]: job("make", "[schedule]") }, { isWhole: true });
    expect(one).toMatch(/^incident\/drift-check-missing .*b\.yml/);
    expect(found({ [B]: job("sealint scan", "[schedule]"), [A]: job("make") }, { isWhole: true })).toEqual([]);
  });
});

describe("scanners", () => {
  it.each([
    ["- uses: gitleaks/gitleaks-action@v2", ["gitleaks"]],
    ["- template: Jobs/Secret-Detection.gitlab-ci.yml", ["secret-detection"]],
    ["# gitleaks\n- run: make # trufflehog", []],
    ["- run: ./my-gitleaks-results", []],
  ])("%s", (text, names) => {
    expect(scannersIn(text)).toEqual(names);
  });

  it("are looked for in hooks and in pipelines that nothing else reads", () => {
    const paths = [".pre-commit-config.yaml", ".husky/pre-commit", "web/package.json", "Jenkinsfile", "src/main.ts"];
    expect(paths.filter(mayNameScanners)).toEqual(paths.slice(0, -1));
  });
});
