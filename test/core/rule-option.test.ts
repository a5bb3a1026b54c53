import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultOf,
  isFault,
  isLooserValue,
  type OptionValue,
  type RuleOption,
  readOption,
  stricterValue,
  valuesOf,
  type WrittenOption,
} from "../../src/core/rule-option.ts";

const words = { says: "A test.", example: "x" };
const LIFE: RuleOption = { ...words, kind: "duration", default: "1h", more: "hides" };
const READERS: RuleOption = { ...words, kind: "count", default: 2, least: 1, most: 9, more: "finds" };
const HOSTS: RuleOption = { ...words, kind: "names", more: "both", example: ["a.example"] };
const TOKENS: RuleOption = { ...words, kind: "names", more: "finds" };
const ACCEPTED: RuleOption = { ...words, kind: "names", more: "hides" };

describe("an option", () => {
  it.each<[string, RuleOption, WrittenOption, OptionValue]>([
    ["a duration in seconds", LIFE, "90m", 5400],
    ["a number", READERS, 9, 9],
    ["names in lower case", HOSTS, ["API.example", "*.x"], ["api.example", "*.x"]],
    ["no names", HOSTS, [], []],
  ])("is read as %s", (_, option, written, value) => {
    expect(readOption(option, written)).toEqual(value);
  });

  it.each<[string, RuleOption, WrittenOption, RegExp]>([
    ["a duration without a unit", LIFE, 3600, /no duration.*`30m`/],
    ["a duration that is none", LIFE, "an hour", /no duration/],
    ["a number with a point", READERS, 1.5, /no such number.*from 1 to 9/],
    ["too small a number", READERS, 0, /no such number/],
    ["too large a number", READERS, 10, /no such number/],
    ["a number in quotes", READERS, "3", /no such number/],
    ["one name without brackets", HOSTS, "a.example", /no list of names.*`\["a\.example"\]`/],
    ["a name that is empty", HOSTS, ["a", " "], /no list of names/],
  ])("refuses %s", (_, option, written, expected) => {
    const read = readOption(option, written);
    expect(isFault(read) ? `${read.message}. ${read.hint}` : read).toMatch(expected);
  });

  it("has its default where nobody sets it", () => {
    expect(valuesOf({ LIFE, READERS, HOSTS }, { READERS: 4 })).toEqual({ LIFE: 3600, READERS: 4, HOSTS: [] });
  });
});

describe("of two values", () => {
  it.each<[RuleOption, OptionValue, OptionValue, OptionValue]>([
    [LIFE, 60, 7200, 60],
    [READERS, 1, 3, 3],
    [TOKENS, ["a"], ["b"], ["a", "b"]],
    [ACCEPTED, ["a", "b"], ["b", "c"], ["b"]],
    [HOSTS, ["a"], ["b"], ["a"]],
  ])("the stricter is known (%#)", (option, one, other, expected) => {
    expect(stricterValue(option, one, other)).toEqual(expected);
  });

  const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"));
  const pairs = fc.oneof(
    fc.tuple(fc.constantFrom(LIFE, READERS), fc.nat(9), fc.nat(9)),
    fc.tuple(fc.constantFrom(TOKENS, ACCEPTED), names, names),
  );

  it("the stricter is looser than neither (property)", () => {
    fc.assert(
      fc.property(pairs, ([option, one, other]) => {
        const stricter = stricterValue(option, one, other);
        expect(isLooserValue(option, stricter, one)).toBe(false);
        expect(isLooserValue(option, stricter, other)).toBe(false);
        expect(isLooserValue(option, stricter, stricter)).toBe(false);
      }),
    );
  });

  it("one that may go either way is looser than any other but itself", () => {
    expect([["a"], [], ["a", "b"]].map((value) => isLooserValue(HOSTS, value, ["a"]))).toEqual([false, true, true]);
    expect(isLooserValue(HOSTS, defaultOf(HOSTS), [])).toBe(false);
  });
});
