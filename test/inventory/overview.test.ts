import { describe, expect, it } from "vitest";
import type { ObservedList } from "../../src/core/observed.ts";
import { unitOf } from "../../src/core/source.ts";
import { traceFlows } from "../../src/engine/trace-flows.ts";
import { readObserved } from "../../src/inventory/observed/read-observed.ts";
import { secretOverviews } from "../../src/inventory/overview.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { parseStore } from "../../src/inventory/stores.ts";
import { platforms } from "../../src/platforms/registry.ts";

const WORKFLOW = `on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - run: curl --header "X-Token:$TOKEN" https://api.example
        env: { TOKEN: "\${{ secrets.Deploy_Token }}", GH: "\${{ github.token }}" }
      - run: ./other
        env: { OTHER: "\${{ secrets.OTHER }}" }
`;
const MANIFEST = `version: 1
secrets:
  - name: DEPLOY_TOKEN
    environment: production
    owner: team-web
    expires: 2027-01-31
    rotation: { every: 30d, last: 2026-11-20, method: auto }
  - name: DEPLOY_TOKEN
    environment: staging
    status: revoked
    expires: 2026-01-01
  - name: UNUSED
    created: 2026-10-01
`;

/** What `gh secret list --json name,updatedAt,visibility` prints. */
const listOf = (asked: string, ...names: readonly string[]): ObservedList[] => {
  const json = names.map((name) => ({ name, updatedAt: "2026-11-01T00:00:00Z", visibility: "" }));
  const unit = unitOf(`${asked}.json`, Buffer.from(JSON.stringify(json)));
  return [readObserved(unit, parseStore(asked)).list].flatMap((list) => list ?? []);
};

const overview = (manifest?: string, observed: readonly ObservedList[] = []) => {
  const unit = unitOf(".sealint/inventory.yaml", Buffer.from(manifest ?? ""));
  const { inventory } = manifest === undefined ? {} : parseInventory(unit);
  const workflow = unitOf(".github/workflows/deploy.yml", Buffer.from(WORKFLOW));
  const { pipelines } = traceFlows([{ type: "unit", unit: workflow }], platforms);
  return secretOverviews({ units: [unit], pipelines, observed, ...(inventory === undefined ? {} : { inventory }) });
};

describe("the overview of secrets", () => {
  it("joins what is declared with what pipelines do, and tokens of the platform are nobody's", () => {
    const [live, old, other, unused, ...more] = overview(MANIFEST);
    expect(more).toEqual([]);
    expect(live).toMatchObject({
      name: "DEPLOY_TOKEN",
      environments: ["production"],
      declared: { path: ".sealint/inventory.yaml", start: { line: 3 } },
      owner: "team-web",
      rotated: "2026-11-20",
      rotationEvery: "30d",
      due: [
        { kind: "rotation", day: "2026-12-20" },
        { kind: "expiry", day: "2027-01-31" },
      ],
    });
    expect(live?.uses).toMatchObject([{ file: ".github/workflows/deploy.yml", line: 8, job: "deploy" }]);
    expect(live?.uses[0]?.ends.map(({ kind, name }) => `${kind} ${name}`)).toContain("host api.example");
    expect(old).toMatchObject({ environments: ["staging"], isRevoked: true, due: [], uses: [] });
    expect(other).toMatchObject({ name: "OTHER", environments: ["production"], due: [] });
    expect(other).not.toHaveProperty("declared");
    expect(unused).toMatchObject({ name: "UNUSED", declared: { start: { line: 12 } }, uses: [] });
  });

  it("gives what a job of another environment uses to the entry of that name", () => {
    const elsewhere = MANIFEST.replace("environment: production", "environment: review");
    const seen = overview(elsewhere).filter(({ name }) => name === "DEPLOY_TOKEN");
    expect(seen.map(({ environments, uses }) => [environments, uses.length])).toEqual([
      [["review"], 1],
      [["staging"], 1],
    ]);
    expect(seen.every(({ declared }) => declared !== undefined)).toBe(true);
  });

  it("tells where stores have a secret, and what they have beside", () => {
    const observed = [
      ...listOf("github-secret:production", "DEPLOY_TOKEN"),
      ...listOf("github-secret", "OTHER", "FORGOTTEN"),
    ];
    const seen = overview(MANIFEST, observed).map(({ name, inStores }) => [name, inStores]);
    expect(seen).toEqual([
      ["DEPLOY_TOKEN", ["the secrets of the environment production (changed 2026-11-01)"]],
      ["DEPLOY_TOKEN", []],
      ["FORGOTTEN", ["the repository's secrets (changed 2026-11-01)"]],
      ["OTHER", ["the repository's secrets (changed 2026-11-01)"]],
      ["UNUSED", []],
    ]);
    expect(overview(MANIFEST, observed)[2]).toMatchObject({ environments: [], uses: [], isRevoked: false });
  });

  it("lists what pipelines use where there is no inventory", () => {
    expect(overview().map(({ name, declared }) => [name, declared])).toEqual([
      ["DEPLOY_TOKEN", undefined],
      ["OTHER", undefined],
    ]);
  });
});
