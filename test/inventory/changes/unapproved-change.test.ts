import { describe, expect, it } from "vitest";
import type { Inventory } from "../../../src/core/inventory.ts";
import { unitOf } from "../../../src/core/source.ts";
import { changedEntries } from "../../../src/inventory/changes/changed-entries.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { unapprovedChange } from "../../../src/inventory/rules/inventory/unapproved-change.ts";
import { check, MANIFEST } from "../rules/scene.ts";

const read = (text: string): Inventory => {
  const { inventory } = parseInventory(unitOf(MANIFEST, Buffer.from(`version: 1\n${text}`)));
  if (inventory === undefined) throw new Error("the manifest of the test cannot be read");
  return inventory;
};

interface Scene {
  readonly codeOwners?: string;
  /** Nobody where it is empty. */
  readonly mail?: string;
}

/** What the rule says of a change from one manifest to another. */
function judge(
  before: string | undefined,
  after: string,
  { codeOwners = "", mail = "eve@example.com" }: Scene = {},
): string[] {
  const [base, head] = [before === undefined ? undefined : read(before), read(after)];
  const authors = mail === "" ? [] : [{ name: "Somebody", mail }];
  const all = changedEntries(base, head).map((change) => ({ ...change, authors }));
  const changes = { ...(base === undefined ? {} : { base }), codeOwners, path: MANIFEST, all };
  return check(unapprovedChange, head, [], { changes }).map((one) => (one as { message: string }).message);
}

const entry = (fields: string): string => `secrets:\n  - { name: A, ${fields} }\n`;
const GOVERNED = "owner: web, governance: { request: [web], approve: [security, '@boss'] }";
const TEAMS = "teams: { security: [ann@example.com, '@ben'], web: [wes@example.com] }\n";

describe("a change of the inventory", () => {
  it("is for those who approve its entry in the base", () => {
    const change = [
      `${TEAMS}${entry(`${GOVERNED}, services: [aws]`)}`,
      `${TEAMS}${entry(`${GOVERNED}, services: [aws, npm]`)}`,
    ] as const;
    expect(judge(...change)).toEqual([
      "`A` is changed (`services`) by `eve@example.com`; that is for `security` and `@boss`.",
    ]);
    for (const mail of [
      "Ann@Example.com",
      "ben@users.noreply.github.com",
      "123+ben@users.noreply.github.com",
      "42-ben@users.noreply.gitlab.com",
      "7+boss@users.noreply.github.com",
    ])
      expect({ mail, said: judge(...change, { mail }) }).toEqual({ mail, said: [] });
    for (const mail of [
      "ben@example.com",
      "ben@users.noreply.github.com.example.com",
      "wes@example.com",
      "security",
      "@boss",
    ])
      expect({ mail, said: judge(...change, { mail }).length }).toEqual({ mail, said: 1 });
  });

  it("is nobody's who lets himself through by it", () => {
    const before = `${TEAMS}${entry(GOVERNED)}`;
    const after = `teams: { security: [eve@example.com] }\n${entry("owner: eve@example.com, governance: { approve: [eve@example.com] }")}`;
    expect(judge(before, after)).toEqual([
      "What holds for all entries is changed (`teams`) by `eve@example.com`; nothing in the base says who may do that.",
      "`A` is changed (`governance.approve`, `governance.request`, `owner`) by `eve@example.com`; that is for `security` and `@boss`.",
    ]);
  });

  it("is reported where nothing says who is in the team, and passed nowhere for that", () => {
    const change = [entry(GOVERNED), entry(`${GOVERNED}, services: [aws]`)] as const;
    expect(judge(...change)).toEqual([
      "`A` is changed (`services`) by `eve@example.com`; that is for `security` and `@boss`, and nothing in the base says who is in `security`.",
    ]);
    expect(judge(...change, { mail: "boss@users.noreply.github.com" })).toEqual([]);
    expect(judge(...change, { codeOwners: "[Security] eve@example.com\n/a\n" })).toEqual([]);
    // Who owns one line of a section is not in the team that it is named after.
    expect(judge(...change, { codeOwners: "[Security] ann@example.com\n/a eve@example.com\n" })).toHaveLength(1);
  });

  it("is the owner's where it records what was done, or nobody else is named", () => {
    const owned = `${TEAMS}${entry(`${GOVERNED}, rotation: { every: 30d, last: 2026-01-01 }`)}`;
    const rotated = owned.replace("2026-01-01", "2026-02-01");
    expect(judge(owned, rotated, { mail: "wes@example.com" })).toEqual([]);
    expect(judge(owned, rotated.replace("30d", "90d"), { mail: "wes@example.com" })).toHaveLength(1);
    expect(
      judge(entry("owner: wes@example.com"), entry("owner: wes@example.com, purpose: x"), { mail: "wes@example.com" }),
    ).toEqual([]);
  });

  it("is for the file's owners where the entry names nobody, and for those who approve by default where it is new", () => {
    const added = "secrets:\n  - { name: A }\n  - { name: B }\n";
    expect(judge("secrets: [{ name: A }]\n", added, { codeOwners: "/.sealint/ eve@example.com\n" })).toEqual([]);
    expect(judge("secrets: [{ name: A }]\n", added)).toEqual([
      "`B` is added by `eve@example.com`; nothing in the base says who may do that.",
    ]);
    const defaults = `${TEAMS}defaults: { governance: { approve: [security] } }\n`;
    expect(
      judge(`${defaults}secrets: []\n`, `${defaults}${entry("governance: { approve: [eve@example.com] }")}`),
    ).toEqual(["`A` is added by `eve@example.com`; that is for `security`."]);
    expect(judge(`${defaults}${entry("owner: web")}`, `${defaults}secrets: []\n`, { mail: "ann@example.com" })).toEqual(
      [],
    );
    expect(judge(undefined, entry("owner: web"))).toEqual([
      "`A` is added by `eve@example.com`; nothing in the base says who may do that.",
    ]);
  });

  it("counts by what it says, and not by how it is written", () => {
    const before = entry(`${GOVERNED}, environments: [a, b]`);
    expect(
      judge(
        before,
        `# a word\nsecrets:\n  - environments: [b, a]\n    name: A\n    ${GOVERNED.replace(", governance", "\n    governance")}\n`,
      ),
    ).toEqual([]);
  });

  it("is reported where no commit says by whom", () => {
    expect(judge(entry("owner: web"), entry("owner: ops"), { mail: "" })).toEqual([
      "`A` is changed (`owner`), and no commit of the change says by whom.",
    ]);
  });
});
