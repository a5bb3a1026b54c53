import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Unit, unitOf } from "../../src/core/source.ts";
import { decode } from "../../src/core/text.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { markedText } from "./marked-text.ts";

const PATH = ".sealint/inventory.yaml";

const unit = (text: string | Uint8Array): Unit => unitOf(PATH, typeof text === "string" ? Buffer.from(text) : text);

/** A manifest with these lines under its first secret. */
const withSecret = (...lines: readonly string[]): string =>
  ["version: 1", "secrets:", "  - name: DEPLOY_TOKEN", ...lines.map((line) => `    ${line}`), ""].join("\n");

const COMPLETE = `version: 1
defaults: { warnBefore: 30d, review: { every: 90d } }
environments: { production: { protected: true }, staging: {} }
secrets:
  - name: DEPLOY_TOKEN
    kind: token
    owner: team-platform
    purpose: Deploys the web shop.
    store: vault:kv/prod/web#deploy
    environment: production
    services: [aws, ghcr.io]
    consumers: [".github/workflows/deploy.yml#deploy"]
    created: 2026-01-10
    expires: 2026-12-31
    ttl: 1h30m
    rotation: { every: 90d, last: 2026-10-01, method: auto, overlap: 24h }
    governance: { request: [team-web], approve: [team-security], read: [ci] }
    review: { every: 90d, last: 2026-09-30 }
    class: high
    hsm: true
    kms: alias/deploy
    revoke: docs/runbooks/deploy-token.md
    contact: oncall-platform
    scopes: [deploy]
    policy: vault/ci-deploy.hcl
    status: active
    digest: hmac-sha256:${"0f".repeat(32)}
`;

describe("a manifest that is right", () => {
  it("is read with all documented fields", () => {
    const { inventory, problems } = parseInventory(unit(COMPLETE));
    expect(problems).toEqual([]);
    expect(inventory?.path).toBe(PATH);
    expect(inventory?.withheld.get(PATH)).toEqual([]);
    const [entry] = inventory?.entries ?? [];
    expect([entry?.name.value, entry?.owner?.value, entry?.purpose?.value, entry?.environments[0]?.value]).toEqual([
      "DEPLOY_TOKEN",
      "team-platform",
      "Deploys the web shop.",
      "production",
    ]);
    expect([entry?.expires?.value, entry?.ttl?.value, entry?.unread]).toEqual(["2026-12-31", "1h30m", []]);
  });

  it.each([
    ["plain", "owner: «Team Größe»  # of the shop"],
    ["in double quotes", 'owner: "«Team Größe»"'],
    ["in single quotes", "owner: '«Team Größe»'"],
    ["as a block", "owner: «>-\n      Team\n      Größe»"],
    ["of an alias, at the alias", "purpose: &team Team Größe\n    owner: «*team»"],
  ])("knows the place of a value %s, in bytes", (_, lines) => {
    const { bytes, spans } = markedText(`# Größe\n${withSecret(lines)}`);
    const owner = parseInventory(unit(bytes)).inventory?.entries[0]?.owner;
    expect(owner).toEqual({ value: "Team Größe", place: { unit: PATH, span: spans[0] } });
  });

  it.each(["owner:", 'owner: ""', "owner: '  '", "owner: ~"])("takes `%s` as not written", (line) => {
    const { inventory, problems } = parseInventory(unit(withSecret(line)));
    expect(problems).toEqual([]);
    expect(inventory?.entries[0]).not.toHaveProperty("owner");
    expect(inventory?.entries[0]?.unread).toEqual([]);
  });

  it("may declare a name once for each environment", () => {
    const text = withSecret("environment: production").concat("  - { name: DEPLOY_TOKEN, environment: staging }\n");
    expect(parseInventory(unit(text)).problems).toEqual([]);
  });

  it("may be empty, if it says so", () => {
    expect(parseInventory(unit("version: 1\nsecrets: []\n"))).toMatchObject({
      inventory: { path: PATH, entries: [], environments: [], owners: [] },
      problems: [],
    });
  });
});

/** Each mark is the span of the message at the same position. */
const BROKEN: readonly (readonly [text: string, ...messages: readonly string[]])[] = [
  ["«»", "is empty"],
  ["«»# to be written\n", "is empty"],
  ["«secrets»\n", "the inventory is text, not a map"],
  ["- «name»: A\n", "the inventory is a list, not a map"],
  ["«secrets»: []\n", "`version` is missing"],
  ["«version»:\nsecrets: []\n", "`version` is missing"],
  ["version: «2»\nsecrets: []\n", "`version` is not 1"],
  ['version: "«1»"\nsecrets: []\n', "`version` is not 1"],
  ["«version»: 1\n", "`secrets` is missing"],
  ["version: 1\n«secrets»:\n", "`secrets` is missing"],
  ["version: 1\n«secrets»: { A: b }\n", "`secrets` is a map, not a list"],
  ["version: 1\nsecrets: «all»\n", "`secrets` is text, not a list"],
  ["version: 1\n«secret»:\n  - name: A\n", "unknown key `secret`; did you mean `secrets`?"],
  ["version: 1\nsecrets: []\nextends: «shared.yaml»\n", "`extends` is text, not a list"],
  ["version: 1\nsecrets: [«A»]\n", "item 1 of `secrets` is text, not a map"],
  ["version: 1\nsecrets: [[«A»]]\n", "item 1 of `secrets` is a list, not a map"],
  ["version: 1\nsecrets:\n  - «»\n", "item 1 of `secrets` is empty, not a map"],
  ["version: 1\nsecrets: [«{}»]\n", "`name` is missing"],
  ["version: 1\nsecrets:\n  - «owner»: a\n", "`name` is missing"],
  ["version: 1\nsecrets:\n  - «name»:\n", "`name` is missing"],
  ["version: 1\nsecrets:\n  - name: «7»\n", "`name` is a number, not text"],
  [
    "version: 1\nsecrets:\n  - name: «DEPLOY TOKEN»\n",
    "`name` is no name: it has white space or is longer than 200 characters",
  ],
  ["version: 1\nsecrets:\n  - «naem»: A\n", "unknown key `naem`; did you mean `name`?"],
  [withSecret("«onwer»: team"), "unknown key `onwer`; did you mean `owner`?"],
  [withSecret("«Owner»: team"), "unknown key `Owner`; did you mean `owner`?"],
  [withSecret("«notes»: x"), "unknown key `notes`"],
  [withSecret("«a key of 4 words»: x"), "unknown key"],
  [withSecret("«<<»: { owner: a }"), "merge keys are not read here"],
  [withSecret("«owner»: [a, b]"), "`owner` is a list, not text"],
  [withSecret("owner: «true»"), "`owner` is a boolean, not text"],
  [withSecret("hsm: «yes»"), "`hsm` is text, not a boolean"],
  [withSecret("services: «aws»"), "`services` is text, not a list"],
  [withSecret("services: [aws, «7»]"), "item 2 of `services` is a number, not text"],
  [withSecret("rotation: «90d»"), "`rotation` is text, not a map"],
  [withSecret("rotation: { «evry»: 90d }"), "unknown key `evry`; did you mean `every`?"],
  [withSecret("rotation: { method: «automatic» }"), "`method` is none of the known words"],
  [withSecret("kind: «tokn»"), "`kind` is none of the known words; did you mean `token`?"],
  [withSecret("expires: «2026-02-30»"), "`expires` is not a day of the calendar"],
  [withSecret("expires: «2026-2-3»"), "`expires` is not a day of the calendar"],
  [withSecret("expires: «2026-12-31T00:00:00Z»"), "`expires` is not a day of the calendar"],
  [withSecret("expires: «never»"), "`expires` is not a day of the calendar"],
  [withSecret("expires: «20261231»"), "`expires` is a number, not text"],
  [withSecret("ttl: «30 days»"), "`ttl` is not a duration"],
  [withSecret("ttl: «30m1h»"), "`ttl` is not a duration"],
  [withSecret("ttl: «0h»"), "`ttl` is not a duration"],
  [withSecret("review: { last: «2026-13-01» }"), "`last` is not a day of the calendar"],
  [withSecret("owner: a", "«owner»: b"), "the key `owner` is written twice in one map"],
  [withSecret("? «[a]»", ": b"), "a key is not text"],
  [withSecret("owner: «*team»"), "the alias has no anchor above it"],
  [withSecret("governance: &all { read: «*all» }"), "the alias has no anchor above it"],
  [withSecret("owner: a").concat("  - name: «DEPLOY_TOKEN»\n"), "`DEPLOY_TOKEN` is declared twice"],
  ["version: 1\nsecrets: []\nenvironments: { production: «true» }\n", "`production` is a boolean, not a map"],
  [
    "version: 1\nsecrets: []\nenvironments: { live: { «protectd»: true } }\n",
    "unknown key `protectd`; did you mean `protected`?",
  ],
  ["version: 1\nsecrets: []\ndefaults: { warnBefore: «soon» }\n", "`warnBefore` is not a duration"],
];

const NOT_YAML: typeof BROKEN = [
  ["version: 1\nsecrets:\n«\t»- name: A\n", "a tab indents a line"],
  [
    "version: 1\nsecrets:\n  - name: A\n« »  owner: b\n",
    "a character is missing, such as a colon, comma, bracket, quote or dash",
  ],
  ["version: 1\nsecrets: [\n«»", "the indentation does not fit, or a bracket is not closed"],
  [withSecret("owner: «@»team"), "a text without quotes begins with a reserved character"],
  [withSecret('owner: "a«\\»qb"'), "a backslash in double quotes escapes nothing known"],
  [withSecret("owner: «!team» b"), "a tag, a word that begins with `!`, is not known"],
  ["version: 1\nsecrets: []\n«---\nversion: 1\n»", "there is a second document, after `---` or `...`"],
  ["version: 1\nsecrets: []\n«}»\n", "something stands where nothing may stand"],
];

describe("a manifest that is wrong", () => {
  it.each(BROKEN)("%j: %s", (text, ...messages) => {
    const { bytes, spans } = markedText(text);
    const { problems } = parseInventory(unit(bytes));
    expect(problems.map(({ message }) => message)).toEqual(messages);
    expect(problems.map(({ span }) => span)).toEqual(spans);
    for (const { hint } of problems) expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  it.each(NOT_YAML)("%j is not valid YAML: %s", (text, message) => {
    const { bytes, spans } = markedText(text);
    const { problems } = parseInventory(unit(bytes));
    expect(problems[0]?.message).toBe(`is not valid YAML: ${message}`);
    expect(problems[0]?.span).toEqual(spans[0]);
  });

  it("still yields what can be read, in the order of the file", () => {
    const text = `version: 2
secrets:
  - name: FIRST
    owner: 7
    expires: 2026-02-30
  - lost
  - owner: nobody
  - name: LAST
    onwer: team
    ttl: 1h
`;
    const { inventory, problems } = parseInventory(unit(text));
    expect(problems.length).toBe(6);
    expect(problems.map(({ span }) => span.start)).toEqual(
      problems.map(({ span }) => span.start).sort((a, b) => a - b),
    );
    expect(inventory?.entries.map(({ name, ttl, unread }) => [name.value, ttl?.value, unread])).toEqual([
      ["FIRST", undefined, ["expires", "owner"]],
      ["LAST", "1h", ["owner"]],
    ]);
  });

  it("is not read where only a window of it is at hand", () => {
    const { inventory, problems } = parseInventory({ ...unit(COMPLETE), whole: false });
    expect(inventory).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual(["is too large"]);
  });

  it("names the first error of a line only", () => {
    const { problems } = parseInventory(unit(`version: 1\nsecrets: ${"[".repeat(50_000)}\n`));
    expect(problems.map(({ message }) => message)).toEqual([
      "is not valid YAML: it is nested too deeply",
      "item 1 of `secrets` is a list, not a map",
    ]);
  });

  it("cannot grow without bound through aliases", () => {
    const doubled = Array.from({ length: 40 }, (_, level) => `  - &l${level + 1} [*l${level}, *l${level}]`);
    const { problems } = parseInventory(unit(["version: 1", "secrets:", "  - &l0 [a]", ...doubled, ""].join("\n")));
    expect(problems.map(({ message }) => message)).toContain("aliases repeat more than 100,000 values");
  });
});

/** Looks like a secret to nobody else, and is found again wherever it shows. */
const VALUE = "hunter2".repeat(3);

describe("a value that somebody wrote into the manifest", () => {
  it.each([
    ["value: ‹›", "the key `value` could hold the secret itself"],
    ["vaule: ‹›", "the key `vaule` could hold the secret itself"],
    ["secret_value: '‹›'", "the key `secret_value` could hold the secret itself"],
    ["DEPLOY_TOKEN: ‹›", "the key `DEPLOY_TOKEN` could hold the secret itself"],
    ["password: |\n      ‹›\n      ‹›", "the key `password` could hold the secret itself"],
    ["value: [‹›]", "unknown key `value`"],
    ["notes: { first: ‹› }", "unknown key `notes`"],
    ["‹›: true", "unknown key"],
    ["digest: ‹›", "`digest` is not a digest"],
    ["expires: ‹›", "`expires` is not a day of the calendar"],
    ["kind: ‹›", "`kind` is none of the known words"],
    ["owner: *‹›", "the alias has no anchor above it"],
    ["owner: !‹› a", "is not valid YAML: a tag, a word that begins with `!`, is not known"],
    ["services: {‹›: ‹›}", "`services` is a map, not a list"],
    ["ttl: ‹›: ‹›", "`ttl` is a map, not text"],
  ])("as `%s` is refused and not repeated", (line, message) => {
    const { problems } = parseInventory(unit(withSecret(line.replaceAll("‹›", VALUE))));
    expect(problems[0]?.message).toBe(message);
    expect(JSON.stringify(problems)).not.toContain(VALUE);
  });

  it("is withheld from previews, without its quotes", () => {
    const { bytes, spans } = markedText(`version: 1
secrets: [{ name: A, value: "«${VALUE}»", owner: [«b»] }, «${VALUE}», { name: C, notes: { d: «1», e: [«x»] }, name: «D», [f]: «g» }]
`);
    expect(parseInventory(unit(bytes)).inventory?.withheld.get(PATH)).toEqual(spans);
  });

  it("is never repeated, whatever else is wrong", () => {
    const key = fc.constantFrom("version", "secrets", "name", "owner", "expires", "hsm", "notes", "value", "<<", VALUE);
    const scalar = fc.oneof(fc.constant(VALUE), fc.integer(), fc.boolean(), fc.constant(null));
    const { document } = fc.letrec((tie) => ({
      document: fc.oneof({ maxDepth: 5 }, scalar, fc.array(tie("document")), fc.dictionary(key, tie("document"))),
    }));
    fc.assert(
      fc.property(document, (value) => {
        const { problems } = parseInventory(unit(JSON.stringify(value)));
        // A name is no value; two entries of one name have it repeated.
        const repeated = problems.filter(({ message }) => !message.endsWith(" is declared twice"));
        expect(JSON.stringify(repeated)).not.toContain(VALUE);
      }),
    );
  });
});

/** Whether a manifest of any bytes yields something, and each problem lies in it. */
function isSound(bytes: Uint8Array): boolean {
  const { inventory, problems } = parseInventory(unit(bytes));
  return (
    (inventory !== undefined || problems.length > 0) &&
    problems.every(({ span }) => span.start >= 0 && span.end >= span.start && span.end <= bytes.length)
  );
}

describe("any content", () => {
  it("of random bytes is survived, alone and inside a manifest", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(COMPLETE.length), (bytes, at) => {
        expect(isSound(bytes)).toBe(true);
        expect(
          isSound(Buffer.concat([Buffer.from(COMPLETE.slice(0, at)), bytes, Buffer.from(COMPLETE.slice(at))])),
        ).toBe(true);
      }),
    );
  });

  it("of pieces of YAML is survived, and a name stands at its place", () => {
    const pieces =
      "version: 1|\n|secrets:|  - |name: |é|owner: |\t|[|]|{|}|,|&a |*a|!!str |\"|'|: |? |- |<<: |---|# |>-\n|%|2026-12-31";
    const piece = fc.constantFrom(...pieces.split("|"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (rest) => {
        const bytes = Buffer.from(`version: 1\nsecrets:\n  - name: FIRST\n${rest.join("")}`);
        expect(isSound(bytes)).toBe(true);
        const name = parseInventory(unit(bytes)).inventory?.entries[0]?.name;
        expect(name?.value !== "FIRST" || decode(bytes, name.place.span) === "FIRST").toBe(true);
      }),
    );
  });
});

describe("an inventory of several files", () => {
  const files: Readonly<Record<string, string>> = {
    "main.yaml": "version: 1\nextends: [./shared.yaml]\nsecrets:\n  - { name: A, environment: live, purpose: own }\n",
    "shared.yaml":
      "version: 1\ndefaults: { owner: all, rotation: { every: 30d, method: auto } }\nenvironments: { live: { protected: true } }\nsecrets:\n  - { name: A, environment: live, purpose: shared, revoke: r.md }\n  - { name: S, rotation: { every: 60d } }\n",
    "more.yaml": "version: 1\nsecrets:\n  - name: B\n  - name: A\n    environment: live\n",
    "round.yaml": "version: 1\nextends: [./circle.yaml]\nsecrets: []\n",
    "circle.yaml": "version: 1\nextends: [./round.yaml]\n",
    "lost.yaml": "version: 1\nextends: [./nowhere.yaml]\nsecrets: []\n",
  };
  const fileAt = (path: string): Unit => unitOf(path, Buffer.from(files[path] ?? ""));
  const read = (...paths: readonly string[]) =>
    parseInventory(paths.map(fileAt), (item) => {
      const path = item.replace("./", "");
      return path in files ? fileAt(path) : { message: "leads nowhere", hint: "Write another one." };
    });

  it("takes over what is shared, and what an own entry says wins", () => {
    const { inventory, problems, units } = read("main.yaml");
    expect(problems).toEqual([]);
    expect(units.map(({ path }) => path)).toEqual(["shared.yaml", "main.yaml"]);
    expect(inventory?.path).toBe("main.yaml");
    const told = inventory?.entries.map(({ name, purpose, owner, revoke, rotation, isShared }) => [
      name.value,
      purpose?.value,
      owner?.value,
      revoke?.value,
      rotation?.every?.value,
      rotation?.method?.value,
      isShared,
    ]);
    expect(told).toEqual([
      ["S", undefined, "all", undefined, "60d", "auto", true],
      ["A", "own", "all", "r.md", "30d", "auto", false],
    ]);
    expect(inventory?.environments).toMatchObject([{ name: { value: "live" }, isProtected: true }]);
  });

  it("names what stands in two of them, a circle, and what leads nowhere, each in its file", () => {
    const told = (...paths: readonly string[]): unknown =>
      read(...paths).problems.map(({ unit: file, message }) => [file, message]);
    expect(told("main.yaml", "more.yaml")).toEqual([
      ["more.yaml", "`A` is declared twice; the first time in main.yaml"],
    ]);
    expect(told("round.yaml")).toEqual([
      ["circle.yaml", "an item of `extends` leads round in a circle: round.yaml → circle.yaml → round.yaml"],
    ]);
    expect(told("lost.yaml")).toEqual([["lost.yaml", "an item of `extends` leads nowhere"]]);
  });

  it.each([
    ["expires: 2026-01-01", "created: 2026-02-01", "`expires` lies before `created`"],
    ["rotation: { every: 1d, overlap: 24h }", "owner: a", "`rotation.overlap` is as long as `rotation.every`"],
    ["store: valt:kv/a", "owner: a", "`store` names a store that is not known; did you mean `vault`?"],
    ["store: 'hunter two'", "owner: a", "`store` names no store"],
  ])("refuses `%s` beside `%s`", (one, other, message) => {
    expect(parseInventory(unit(withSecret(one, other))).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it.each([
    ["2026-02-30", "Write a day that exists: the last one of 2026-02 is 2026-02-28."],
    [
      "2026-12-31T00:00:00+02:00",
      "Write the day alone, such as 2026-12-31, without time and time zone: it counts as a whole.",
    ],
  ])("says what to write in place of %s", (written, hint) => {
    expect(parseInventory(unit(withSecret(`expires: "${written}"`))).problems[0]?.hint).toBe(hint);
  });
});
