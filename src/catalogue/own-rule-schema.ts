import { z } from "zod";
import { ruleFileSchema } from "./rule-file.ts";

/** A sentence, whose full stop is put there where it is missing. */
const sentence = (text: string): string => {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

const { shape } = ruleFileSchema;
const example = z
  .union([z.string(), z.strictObject({ path: z.string(), text: z.string() })])
  .describe("Text with the value between `«` and `»`, and templates such as `‹alnum 36›` in place of tokens.")
  .transform((one) => (typeof one === "string" ? { text: one } : one));

/**
 * A rule of a repository's own: as a file of `rules/`, but for what only a catalogue for everybody has to say. `id`, `title`, a
 * pattern in one of its forms and an example are enough.
 */
export const ownRuleSchema = z.strictObject({
  id: shape.id.describe("`group/name`, in kebab-case; take a group of your own, such as your company's name."),
  title: z
    .string()
    .trim()
    .min(1)
    .transform((text) => text.replace(/\.$/, ""))
    .describe("What is found, such as `Acme deploy token`."),
  severity: shape.severity.default("high").describe("How bad it is if the finding is right."),
  confidence: shape.confidence.default("medium").describe("How sure a finding is to begin with."),
  severityInTests: shape.severityInTests.describe("Severity in tests, examples and documentation."),
  preset: shape.preset.describe("The presets that run it, from this one on."),
  since: shape.since.default("0.0.0").describe("Not needed; the version of sealint that a built-in rule came with."),
  why: z
    .string()
    .transform(sentence)
    .default("Whoever reads the value can do what it was issued for.")
    .describe("What somebody can do with the value."),
  fix: z
    .string()
    .transform(sentence)
    .default("Keep the value in a secret store, and let the program read it from there.")
    .describe("Where the value belongs."),
  revoke: z
    .string()
    .transform(sentence)
    .default("Replace the value where it was issued, so that the leaked one opens nothing any more.")
    .describe("What to do now that it leaked."),
  references: z
    .array(z.url({ protocol: /^https?$/ }))
    .default([])
    .describe("Pages to read more on."),
  practices: shape.practices,
  cwe: shape.cwe.describe("Numbers of the Common Weakness Enumeration."),
  detector: z
    .enum(["regex", "assignment"])
    .default("regex")
    .describe("`regex`, or `assignment` for names under `keywords` that a secret is assigned to."),
  token: shape.token.describe("Pattern of a value with a form of its own, which stands alone."),
  named: shape.named.describe("Pattern of a value that only a name beside it gives away, with those names."),
  pattern: shape.pattern.describe("A whole pattern; the group `(?<secret>…)` is the value."),
  ignoreCase: shape.ignoreCase.describe("Whether the pattern ignores case."),
  keywords: shape.keywords.describe(
    "Literals of which every match holds one, where the pattern has none in all matches.",
  ),
  anchor: shape.anchor.describe("Not needed; built-in rules say with it what stands in an address."),
  validate: shape.validate.describe("Offline checks of the value."),
  requires: shape.requires.describe("A second pattern that has to match nearby."),
  overlaps: shape.overlaps.describe("Rules that see the same value; this one is reported in their place."),
  distinctive: shape.distinctive.describe("Whether the value has a form of its own; false where only a name tells."),
  slow: z
    .boolean()
    .default(false)
    .describe("Search all of every file, for a pattern without a literal of three bytes. This makes scans slow."),
  examples: z
    .strictObject({
      flag: z.array(example).min(1).describe("Texts in which just the marked value is found."),
      ok: z.array(example).default([]).describe("Texts in which nothing is found."),
    })
    .describe("What shows that the rule works; tried at each scan."),
});

export type OwnRuleFile = z.infer<typeof ownRuleSchema>;
