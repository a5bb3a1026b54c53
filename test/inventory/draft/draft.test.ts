import { describe, expect, it } from "vitest";
import type { PipelineFlows } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import { ownersOf, parseCodeOwners } from "../../../src/inventory/code-owners.ts";
import { addEntries } from "../../../src/inventory/draft/add-entries.ts";
import { type DraftEntry, draftEntries } from "../../../src/inventory/draft/draft-entries.ts";
import { renderEntries, renderManifest } from "../../../src/inventory/draft/render-draft.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";

const WORKFLOW = `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: robot
          password: \${{ secrets.GHCR_TOKEN }}
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
      - run: ./deploy
        env:
          TOKEN: \${{ secrets.SHOP_TOKEN }}
          GH: \${{ secrets.GITHUB_TOKEN }}
  try:
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - run: ./deploy
        env:
          TOKEN: \${{ secrets.SHOP_TOKEN }}
`;

function draft(declared: readonly string[] = []): DraftEntry[] {
  const { model } = githubActions.parse(unitOf(".github/workflows/ci.yml", Buffer.from(WORKFLOW)));
  const pipelines: PipelineFlows[] = model === undefined ? [] : [githubActions.flows(model)];
  return draftEntries({
    pipelines,
    codeOwners: parseCodeOwners("* @shop/all\n.github/ @shop/platform\n"),
    firstUse: ({ secret }) => (secret === "SHOP_TOKEN" ? "2024-05-06" : undefined),
    isDeclared: ({ secret }) => declared.includes(secret),
  });
}

describe("a draft", () => {
  it("says of each secret what its pipelines tell, an entry for each environment", () => {
    const file = ".github/workflows/ci.yml";
    const owner = "@shop/platform";
    expect(draft()).toEqual([
      {
        name: "AWS_ACCESS_KEY_ID",
        kind: "static-key",
        owner,
        store: "github-secret:production/AWS_ACCESS_KEY_ID",
        environment: "production",
        services: ["aws"],
        likelyServices: [],
        consumers: [`${file}#deploy`],
      },
      {
        name: "GHCR_TOKEN",
        kind: "token",
        owner,
        store: "github-secret:GHCR_TOKEN",
        services: ["github"],
        likelyServices: [],
        consumers: [`${file}#release`],
      },
      ...["production", "staging"].map((environment, index) => ({
        name: "SHOP_TOKEN",
        kind: "token",
        owner,
        store: `github-secret:${environment}/SHOP_TOKEN`,
        environment,
        services: [],
        likelyServices: [],
        consumers: [`${file}#${["deploy", "try"][index]}`],
        created: "2024-05-06",
      })),
    ]);
  });

  it("is a manifest that can be read, with marks for people", () => {
    const text = renderManifest({ entries: draft(), environments: ["production", "a b"] });
    const { inventory, problems } = parseInventory(unitOf("i.yaml", Buffer.from(text)));
    expect(problems).toEqual([]);
    expect(inventory?.entries.map(({ name, created }) => [name.value, created?.value])).toEqual([
      ["AWS_ACCESS_KEY_ID", undefined],
      ["GHCR_TOKEN", undefined],
      ["SHOP_TOKEN", "2024-05-06"],
      ["SHOP_TOKEN", "2024-05-06"],
    ]);
    expect(text.match(/# TODO purpose:/g)?.length).toBe(4);
    expect(renderManifest({ entries: [], environments: [] })).toContain("secrets: []");
  });

  it.each([
    ["token", ["purpose", "expires", "rotation", "review", "revoke"]],
    ["oidc", ["purpose", "review"]],
    ["identifier", ["purpose"]],
  ])("asks of a kind what it calls for: %s", (kind, asked) => {
    const [entry] = draft();
    if (entry === undefined) throw new Error("there is no entry");
    const lines = renderEntries([{ ...entry, kind }], "");
    expect(lines.flatMap((line) => /# TODO (\w+):/.exec(line)?.[1] ?? [])).toEqual(asked);
  });

  it("leaves out what is declared", () => {
    expect(draft(["SHOP_TOKEN", "GHCR_TOKEN"]).map(({ name }) => name)).toEqual(["AWS_ACCESS_KEY_ID"]);
  });
});

describe("an inventory that is there", () => {
  const entries = draft(["AWS_ACCESS_KEY_ID", "GHCR_TOKEN"]).slice(0, 1);
  const added = (text: string): string | undefined => addEntries(unitOf("i.yaml", Buffer.from(text)), entries);

  it.each([
    ["in lines", "version: 1\nsecrets:\n  # ours\n  - name: A # a\n    owner: x\n"],
    ["without a line's end", "version: 1\nsecrets:\n- name: A"],
    ["with none yet", "version: 1\nsecrets: [] # none yet\n"],
    ["with none yet, and more below", "version: 1\nsecrets: []\nowners: [x]\n"],
  ])("%s gets more at its end, and keeps every line", (_, text) => {
    const after = added(text) ?? "";
    const { inventory, problems } = parseInventory(unitOf("i.yaml", Buffer.from(after)));
    expect(problems).toEqual([]);
    expect(inventory?.entries.at(-1)?.name.value).toBe("SHOP_TOKEN");
    for (const line of text
      .replace(" []", "")
      .split("\n")
      .filter((one) => one !== ""))
      expect(after).toContain(line);
  });

  it.each([
    ["in brackets", "version: 1\nsecrets: [{ name: A }]\n"],
    ["with something below its list", "version: 1\nsecrets:\n  - name: A\nowners: [x]\n"],
    ["that is broken", "version: 1\nsecrets:\n  - name: [\n"],
  ])("%s is left as it is", (_, text) => {
    expect(added(text)).toBeUndefined();
  });
});

describe("CODEOWNERS", () => {
  const rules = parseCodeOwners(
    "# all\n* @all\n/docs/ @docs # here\n*.yml @ci\n[Shop] @shop\napps/\n/apps/web/* @web\n/nobody.txt\n**/deep/x @deep\nwith\\ blank a@b.example\n",
  );
  it.each([
    ["a.ts", ["@all"]],
    ["docs/a/b.md", ["@docs"]],
    ["x/docs/a.md", ["@all"]],
    ["x/y.yml", ["@ci"]],
    ["x/apps/a.ts", ["@shop"]],
    ["apps/web/a.ts", ["@web"]],
    ["apps/web/below/a.ts", ["@shop"]],
    ["a/b/deep/x", ["@deep"]],
    ["with blank", ["a@b.example"]],
  ])("gives %s to the last that matches", (path, owners) => {
    expect(ownersOf(path, rules)).toEqual(owners);
  });
});
