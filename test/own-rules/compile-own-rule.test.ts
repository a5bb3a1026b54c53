import { describe, expect, it } from "vitest";
import { compiledOwn, ownRuleOf } from "./own-rule-of.ts";

describe("a rule of a repository's own", () => {
  it("needs little, and has words that are true where it says nothing", () => {
    const rule = ownRuleOf({ token: "acme_[a-z\\d]{32}" });
    expect(rule).toMatchObject({
      id: "acme/token",
      severity: "high",
      confidence: "medium",
      preset: "recommended",
      detector: "linear",
      anchors: [{ text: "acme_", ignoreCase: false }],
      prefix: "acme_",
      least: 37,
      distinctive: true,
      own: { isOpen: false },
    });
    for (const text of [rule.why, rule.fix, rule.revoke]) expect(text).toMatch(/\w\.$/);
  });

  it("takes sentences without a full stop", () => {
    expect(ownRuleOf({ token: "acme_\\d{8}", why: "It opens doors ", title: "Key." })).toMatchObject({
      why: "It opens doors.",
      title: "Key",
    });
  });

  it("may repeat without an end, within a reach", () => {
    expect(ownRuleOf({ pattern: "acme=\\S+" })).toMatchObject({ reach: 4005, own: { isOpen: true } });
    expect(ownRuleOf({ pattern: "acme(?:a+b+)+" })).toMatchObject({ reach: 65_536, own: { isOpen: true } });
  });

  it("is looked for all over where it is slow", () => {
    expect(ownRuleOf({ pattern: "[a-f\\d]{40}", slow: true })).toMatchObject({ anchors: [] });
  });

  it("of the detector `assignment` names parts of names", () => {
    expect(ownRuleOf({ detector: "assignment", keywords: ["Parol"] })).toMatchObject({
      detector: "assignment",
      anchors: [{ text: "parol", ignoreCase: true }],
      distinctive: false,
    });
  });

  it.each<[Readonly<Record<string, unknown>>, string, string]>([
    [{ token: "acme_(?=x)y" }, "", "accepted"],
    [{ token: "acme_(\\w)\\1" }, "token", "cannot run: `\\1` refers back"],
    [{ token: "acme_[a" }, "token", "is no regular expression"],
    [{ token: "acme_[a(]" }, "token", "is no regular expression"],
    [{ pattern: "(?i)acme" }, "pattern", "is no regular expression"],
    [{ named: { of: ["acme"], value: "[" } }, "named.value", "is no regular expression"],
    [{ pattern: "(?:acme(?:[a-z]{900}){900}){900}" }, "pattern", "cannot run"],
    [{ pattern: "acme", token: "acme" }, "token", "has patterns of several forms"],
    [{}, "", "says no pattern"],
    [{ pattern: "[a-f\\d]{40}" }, "", "no literal of three bytes"],
    [{ pattern: "(?:acme)?" }, "pattern", "can find a value without a character"],
    [{ pattern: "acme(?<secret>x*)" }, "pattern", "can find a value without a character"],
    [{ pattern: "é{3}", keywords: ["ééé"] }, "keywords.0", "is not plain ASCII"],
    [{ detector: "assignment" }, "keywords", "names none"],
    [{ detector: "assignment", keywords: ["acme"], token: "a" }, "token", "goes with the detector `regex` only"],
    [{ detector: "assignment", keywords: ["acme"], slow: true }, "slow", "goes with the detector `regex` only"],
    [{ id: "logs/acme", token: "acme_\\d{8}" }, "id", "family of policies"],
    [{ token: "acme_\\d{8}", requires: { pattern: "(", withinLines: 1 } }, "requires.pattern", "no regular expression"],
  ])("%o is told at `%s`: %s", (rule, path, message) => {
    const { faults } = compiledOwn(rule);
    if (message === "accepted") return expect(faults).toEqual([]);
    expect(faults.map((fault) => fault.path.join("."))).toContain(path);
    expect(faults.map((fault) => fault.message).join("\n")).toContain(message);
    for (const { hint } of faults) expect(hint).toMatch(/\.$/);
  });
});
