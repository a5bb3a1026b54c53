import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { PRACTICES } from "../../src/core/practices.ts";
import { allRules } from "../../src/engine/all-rules.ts";
import { catalogue } from "../support/catalogue.ts";

const named = allRules(catalogue.rules).flatMap(({ id, practices }) => practices.map((practice) => ({ id, practice })));

describe("practices", () => {
  it("are P1 to P27, in this order, in sentences", () => {
    expect(PRACTICES.map(({ id }) => id)).toEqual(Array.from({ length: 27 }, (_, index) => `P${index + 1}`));
    for (const { title, beyond, instead } of PRACTICES) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      // What nobody can check without an offer would be a shrug.
      expect(beyond === undefined).toBe(instead === undefined);
      for (const sentence of [beyond, instead]) if (sentence !== undefined) expect(sentence).toMatch(/\.$/);
    }
  });

  it("are what rules name, and nothing else is", () => {
    const known = new Set(PRACTICES.map(({ id }) => id));
    expect(named.filter(({ practice }) => !known.has(practice))).toEqual([]);
  });

  it("offer only what there is: commands with their flags, rules, fields of the inventory, pages", () => {
    const rules = new Set(named.map(({ id }) => id));
    const schema = readFileSync("docs/schema/inventory.schema.json", "utf8");
    const isCommand = (line: string): boolean =>
      COMMANDS.some(
        ({ name, flags }) =>
          line.startsWith(`sealint ${name}`) &&
          [...line.matchAll(/--([a-z-]+)/g)].every(([, flag]) => flags.some((one) => one.name === flag)),
      );
    const isFlag = (text: string): boolean => {
      const [, name, value] = /^--([a-z-]+) (\w+)$/.exec(text) ?? [];
      return COMMANDS.some(({ flags }) => flags.some((one) => one.name === name && one.choices?.includes(value ?? "")));
    };
    const isField = (text: string): boolean => text.split(".").every((key) => schema.includes(`"${key}": {`));
    const isThere = (text: string): boolean => isCommand(text) || isFlag(text) || rules.has(text) || isField(text);
    const texts = PRACTICES.map(({ instead = "" }) => instead);
    const offered = texts.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
    expect(offered.length).toBeGreaterThan(15);
    expect(offered.filter((text) => !isThere(text))).toEqual([]);
    const pages = texts.flatMap((text) => text.match(/docs\/\w+\.md/g) ?? []);
    expect(pages.filter((page) => !existsSync(page))).toEqual([]);
  });

  it("are each checked by a rule, or say what no file shows", () => {
    const checked = new Set(named.map(({ practice }) => practice));
    const open = PRACTICES.filter(({ id, beyond }) => !checked.has(id) && beyond === undefined);
    expect(open).toEqual([]);
  });
});
