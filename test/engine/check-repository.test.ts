import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { createCheck } from "../../src/engine/check-pipeline.ts";
import { checkRepository } from "../../src/engine/check-repository.ts";
import type { Facts } from "../../src/engine/facts.ts";
import type { EngineOptions } from "../../src/engine/options.ts";
import { isPackedOf, packageFileOf } from "../../src/engine/package-file.ts";
import { publishingPlaces } from "../../src/engine/publishing.ts";
import { mayNameScanners, scannersIn } from "../../src/engine/secret-scanners.ts";
import { judge } from "../../src/judge/judge.ts";
import { githubActions } from "../../src/platforms/github-actions/platform.ts";
import { sourcemapOrPackageLeak } from "../../src/policies/artefact/sourcemap-or-package-leak.ts";
import { driftCheckMissing } from "../../src/policies/incident/drift-check-missing.ts";
import { noSecretScanStep } from "../../src/policies/incident/no-secret-scan-step.ts";

const options = {
  platforms: [githubActions],
  policies: [driftCheckMissing, noSecretScanStep, sourcemapOrPackageLeak],
  judge,
} as unknown as EngineOptions;

/** What policies on the repository say of workflows that hold these jobs, by their paths. */
function found(
  workflows: Readonly<Record<string, string>>,
  more: Partial<EngineOptions>,
  scanners: string[] = [],
  others: readonly Facts[] = [],
) {
  const { check } = createCheck(options);
  const seen = Object.entries(workflows).map(([path, text]) => {
    const unit = unitOf(path, Buffer.from(text));
    const { model } = githubActions.parse(unit);
    const document = { unit: unit.id, path, origin: unit.origin, bytes: unit.bytes, masked: [] };
    const facts = { document, platform: githubActions.id, model };
    return { ...facts, checked: check(facts, { find: () => undefined, all: () => [] }) };
  });
  const facts = [{ unit: "hook", findings: [], problems: [], markers: [], glimpses: [], scanners }, ...others];
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
    const paths = [
      ".pre-commit-config.yaml",
      ".husky/pre-commit",
      "web/package.json",
      ".semaphore/semaphore.yml",
      "src/main.ts",
    ];
    expect(paths.filter(mayNameScanners)).toEqual(paths.slice(0, -1));
  });
});

const packaged = (path: string, text: string) => packageFileOf(unitOf(path, Buffer.from(text)));

/** Facts of a file: what it says of a package, and whether a secret was found in it. */
function factsOf(path: string, text: string, hasSecret = false): Facts {
  const packaging = packaged(path, text);
  const location = { unit: path, path, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const findings = (hasSecret ? [{ ruleId: "generic/assigned-secret", location }] : []) as unknown as Facts["findings"];
  return { unit: path, findings, problems: [], markers: [], glimpses: [], ...(packaging ? { packaging } : {}) };
}

describe("a published package", () => {
  const publish = { [A]: job("npm publish"), [B]: job("sealint scan", "[schedule]") };
  const whole = { isWhole: true };
  const open = factsOf("package.json", '{ "name": "shop", "version": "1.0.0" }');
  const secret = factsOf("config/production.json", "", true);

  it("is told where a secret lies in a folder whose files nobody lists", () => {
    const [one] = found(publish, whole, [], [open, secret]);
    expect(one).toMatch(/^artefact\/sourcemap-or-package-leak .*a\.yml/);
    expect(found({ [A]: job("npm pack"), [B]: job("sealint scan", "[schedule]") }, whole, [], [open, secret])).toEqual(
      [],
    );
  });

  it.each<[string, Facts[]]>([
    ["files are listed", [factsOf("package.json", '{ "name": "shop", "files": ["dist"] }'), secret]],
    ["it is private", [factsOf("package.json", '{ "name": "shop", "private": true }'), secret]],
    ["some are left out", [open, factsOf(".npmignore", "config\n"), secret]],
    ["no secret was found", [open]],
    ["the secret lies beside it", [factsOf("web/package.json", '{ "name": "web" }'), secret]],
    ["npm never packs the file", [open, factsOf(".npmrc", "", true)]],
  ])("is passed over where %s", (_, others) => {
    expect(found(publish, whole, [], others)).toEqual([]);
  });

  it("is read from package.json, however it is written", () => {
    expect(packaged("a/package.json", '\uFEFF{ "name": "a" }')).toEqual({ folder: "a", packs: "all" });
    for (const text of ["", "[1]", "null", "{ broken", '{ "name": "{{ name }}", }', '{ "scripts": {} }'])
      expect(packaged("package.json", text)).toBeUndefined();
    expect(packaged("node_modules/a/package.json", '{ "name": "a" }')).toBeUndefined();
    expect(isPackedOf("web", "web/a.env")).toBe(true);
    expect(isPackedOf("web", "website/a.env")).toBe(false);
  });

  it.each<[string, string[], boolean]>([
    ["npm", ["publish", "--access", "public"], true],
    ["npm", ["run", "publish"], false],
    ["npm", ["publish", "--dry-run"], false],
    ["yarn", ["npm", "publish"], true],
    ["pnpm", ["-r", "publish"], true],
    ["npx", ["-y", "semantic-release@24"], true],
    ["npx", ["lerna", "publish", "from-git"], true],
    ["pnpm", ["exec", "changeset", "publish"], true],
    ["dotnet", ["publish"], false],
    ["npx", ["constructor"], false],
  ])("%s %j publishes: %s", (name, words, isSo) => {
    const command = { name, words, place: { unit: "a", span: { start: 0, end: 1 } } };
    expect(publishingPlaces({ commands: [command], tools: [] } as never)).toHaveLength(isSo ? 1 : 0);
  });
});

describe("scanners of one's own", () => {
  const override = () => ({ options: { scanners: ["my-org/look*"] } });
  const acceptance = { override } as unknown as NonNullable<EngineOptions["acceptance"]>;

  it("count where the configuration names them", () => {
    const text = "on: push\njobs: { a: { steps: [{ uses: my-org/look-for-keys@v1 }] } }\n";
    expect(found({ [A]: text }, { isWhole: true, acceptance })).toEqual([
      `incident/drift-check-missing ${unitOf(A, Buffer.from("")).id}`,
    ]);
    expect(found({ [A]: job("make # my-org/look-for-keys") }, { isWhole: true, acceptance })).toEqual([
      `incident/no-secret-scan-step ${unitOf(A, Buffer.from("")).id}`,
    ]);
  });
});
