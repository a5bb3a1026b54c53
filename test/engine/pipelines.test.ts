import { describe, expect, it } from "vitest";
import { type SourceEvent, unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { inventoryRules } from "../../src/inventory/rules/registry.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { surroundings } from "../inventory/rules/scene.ts";
import { engineOptions } from "../support/scan-text.ts";

const stages = { platforms, policies, inventoryRules };

const workflow = `name: deploy
on: push
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      DB_PASSWORD: "Tr0ub4dor&3x"
    steps:
      - run: echo "$TOKEN" | base64
        env:
          TOKEN: \${{ secrets.DEPLOY_TOKEN }}
`;

const inventory = `version: 1
secrets:
  - name: DEPLOY_TOKE
    purpose: Deploys.
    expires: 2020-01-01
`;

const PATH = ".github/workflows/deploy.yml";

describe("pipelines", () => {
  it("are read from a copy: the buffer behind a unit is used again", () => {
    const bytes = Buffer.from(workflow);
    function* events(): Iterable<SourceEvent> {
      yield { type: "unit", unit: unitOf(PATH, bytes) };
      bytes.fill("x");
    }
    const { findings } = scan(events(), engineOptions(stages));
    const echo = findings.find(({ ruleId }) => ruleId === "logs/transform-defeats-mask");
    expect(echo?.preview.text).toContain('run: echo "$TOKEN" | base64');
  });

  it("have one finding for a literal that a policy and a rule by name both see", () => {
    const { findings } = scan([{ type: "unit", unit: unitOf(PATH, Buffer.from(workflow)) }], engineOptions(stages));
    const atPassword = findings.filter(({ location }) => location.start.line === 9);
    expect(atPassword.map(({ ruleId }) => ruleId)).toEqual(["plaintext/plaintext-env"]);
    expect(atPassword[0]?.preview.text).toContain("***(12)");
  });

  it("say in each finding of a policy which platform it is about", () => {
    const gitlab = 'a:\n  script: echo "$API_TOKEN" | base64\n';
    const units = [unitOf(PATH, Buffer.from(workflow)), unitOf(".gitlab-ci.yml", Buffer.from(gitlab))];
    const { findings } = scan(
      units.map((unit) => ({ type: "unit", unit })),
      engineOptions(stages),
    );
    const found = findings.filter(({ ruleId }) => ruleId === "logs/transform-defeats-mask");
    expect(found.map(({ platform }) => platform)).toEqual(["github-actions", "gitlab-ci"]);
  });

  it("are known behind a mark of byte order", () => {
    const text = "\uFEFFservices:\r\n  a:\r\n    image: b\r\n";
    const { counts } = scan([{ type: "unit", unit: unitOf("compose.yml", Buffer.from(text)) }], engineOptions(stages));
    expect(counts.pipelines).toBe(1);
  });

  it("of Jenkins are read by the names of their files, and in files of Groovy", () => {
    const text = "node {\n  withCredentials([string(credentialsId: 'a', variable: 'A')]) {\n    sh 'echo $A'\n  }\n}\n";
    const paths = ["Jenkinsfile", "ci/Jenkinsfile.release", "ci/release.groovy"];
    const events = paths.map((path): SourceEvent => ({ type: "unit", unit: unitOf(path, Buffer.from(text)) }));
    const { findings, counts } = scan(events, engineOptions(stages));
    const echoes = findings.filter(({ ruleId }) => ruleId === "logs/secret-echo");
    expect(echoes.map(({ location }) => `${location.path}:${location.start.line}`).sort()).toEqual(
      paths.map((path) => `${path}:3`).sort(),
    );
    expect(counts).toMatchObject({ pipelines: 3, references: 3 });
  });

  it("are joined with the inventory, across files", () => {
    const manifest = unitOf(".sealint/inventory.yaml", Buffer.from(inventory));
    const events: SourceEvent[] = [{ type: "unit", unit: unitOf(PATH, Buffer.from(workflow)) }];
    const report = scan(
      events,
      engineOptions({ ...stages, inventory: { parsed: parseInventory(manifest), surroundings: surroundings() } }),
    );
    const found = report.findings.map(({ ruleId, location }) => `${ruleId} ${location.path}:${location.start.line}`);
    expect(found).toContain("inventory/undeclared-secret .github/workflows/deploy.yml:13");
    expect(found).toContain("inventory/missing-owner .sealint/inventory.yaml:3");
    expect(report.counts).toMatchObject({ pipelines: 1, references: 1 });
  });

  it("that are no YAML are a problem with a place, and are searched all the same", () => {
    const broken = `jobs:\n  a: [\n  b: "\npassword: "Tr0ub4dor&3x"\n`;
    const report = scan([{ type: "unit", unit: unitOf(PATH, Buffer.from(broken)) }], engineOptions(stages));
    expect(report.problems[0]).toMatchObject({ level: "error", code: "broken-pipeline", subject: PATH });
    expect(report.problems[0]?.line).toBeGreaterThan(0);
    expect(report.findings.map(({ ruleId }) => ruleId)).toContain("generic/assigned-secret");
  });

  it("too large for one window are named once", () => {
    const windows = [0, 100].map((offset) => ({
      ...unitOf(PATH, Buffer.from(workflow)),
      whole: false,
      base: { offset, line: offset, column: 0 },
    }));
    const report = scan(
      windows.map((unit) => ({ type: "unit", unit })),
      engineOptions(stages),
    );
    expect(report.problems.map(({ code, level }) => `${level} ${code}`)).toEqual(["error limit-reached"]);
  });
});

describe("a fault of ours", () => {
  const boom = (): never => {
    throw new TypeError("S3cr3tS3cr3t");
  };
  const platform = platforms.find(({ id }) => id === "github-actions");
  const [policy] = policies;
  const unit = unitOf(PATH, Buffer.from(workflow));

  it.each([
    ["a policy", { policies: [{ ...policy, check: boom }] }, /^the policy \S+ failed on this file \(TypeError\)$/],
    ["a platform's reader", { platforms: [{ ...platform, parse: boom }] }, /^reading it as github-actions failed/],
    ["a platform's flows", { platforms: [{ ...platform, flows: boom }] }, /^following its secrets failed/],
    [
      "a detector",
      {
        detectors: [
          { name: "assignment", prepare: boom },
          { name: "regex", prepare: boom },
        ],
      },
      /^the rule \S+ failed/,
    ],
  ])("in %s is an error that hides nothing and quotes nothing", (_, changes, message) => {
    const report = scan([{ type: "unit", unit }], engineOptions({ ...stages, ...(changes as object) }));
    expect(report.problems.some((problem) => problem.level === "error" && message.test(problem.message))).toBe(true);
    expect(JSON.stringify(report.problems)).not.toContain("S3cr3t");
  });
});

describe("an inventory", () => {
  it("that is broken is a problem, and a value in it is never shown", () => {
    const text = `version: 1\nsecrets:\n  - { name: A, purpose: x, value: S3cr3tS3cr3tS3cr3t }\n`;
    const manifest = unitOf(".sealint/inventory.yaml", Buffer.from(text));
    const report = scan(
      [],
      engineOptions({ ...stages, inventory: { parsed: parseInventory(manifest), surroundings: surroundings() } }),
    );
    expect(report.problems.map(({ code }) => code)).toContain("broken-inventory");
    expect(report.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain("S3cr3t");
  });
});
