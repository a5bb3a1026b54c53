import { z } from "zod";
import { ownRuleSchema } from "../catalogue/own-rule-schema.ts";
import { FOREIGN_MARKERS } from "../core/acceptance.ts";
import { isDay } from "../core/days.ts";
import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";
import { policySchema } from "../own-policies/schema.ts";
import { isFingerprint, isPathPattern, namesSomething, saysSomething } from "./right-texts.ts";

const text = z.string();

/** What may be wrong with a text, with what to do about it; neither repeats the text. */
const textThat = (isRight: (value: string) => boolean, error: string, hint: string) =>
  text.refine(isRight, { error, params: { hint } });

const pattern = textThat(
  isPathPattern,
  "is no path below the root",
  "Write it from the root of the repository with forward slashes, such as `fixtures/` or `**/*.snap`, without `!` or `..`.",
).describe(
  "Path from the root, with `*`, `**`, `?` and `{a,b}`. One without a slash is found at any depth; a folder stands for all below it.",
);
const reason = textThat(saysSomething, "says nothing", "Say in words why this is acceptable.").describe(
  "Why this is acceptable, for whoever checks it later. Required.",
);
const until = textThat(
  isDay,
  "is not a day of the calendar",
  "Write year, month and day, such as 2026-12-31.",
).describe("Last day on which this holds, such as 2026-12-31. After it the entry is reported, and accepts nothing.");
const rule = text.describe("Id of a rule, `group/name`, or `group/*` for a whole group.");

const acceptedPath = z.strictObject({ path: pattern, reason, until: until.optional() });

/** Settings of one rule or group. */
export const ruleSettings = z.strictObject({
  severity: z
    .enum(["off", ...SEVERITIES])
    .describe(
      "`off`, or the severity that its findings get. A severity also turns on a rule that the preset leaves out.",
    )
    .optional(),
  minConfidence: z.enum(CONFIDENCES).describe("Report its findings from this confidence on.").optional(),
  paths: z
    .strictObject({ include: z.array(pattern).optional(), exclude: z.array(pattern).optional() })
    .describe("Where these settings hold; everywhere where left out.")
    .optional(),
  allow: z
    .array(textThat(saysSomething, "names nothing", "Write a name, such as `my-org/**`."))
    .describe(
      "Names that the rule accepts: actions, hosts, secrets, whatever its page says, with `*` and `**`. Needs a reason. Case does not count.",
    )
    .optional(),
  options: z
    .record(text, z.union([z.number(), text, z.array(text)]))
    .describe("Settings of the rule's own, as its page says.")
    .optional(),
  reason: reason.describe("Why; required to turn a rule off, or to report less than it does by itself.").optional(),
});

const allowance = z
  .strictObject({
    rule: rule.optional(),
    path: pattern.optional(),
    fingerprint: textThat(
      isFingerprint,
      "is no fingerprint",
      "Copy `identity` or `place` from the json report: 32 hexadecimal digits, never the value itself.",
    )
      .describe(
        "A finding's `identity` (the value wherever it lies) or `place` (this very place), from the json report.",
      )
      .optional(),
    name: text.describe("Name that the value is assigned to, with `*`: `TEST_*`. Case counts.").optional(),
    reason,
    until: until.optional(),
  })
  .refine(namesSomething, {
    error: "accepts every finding of a scan",
    params: { hint: "Add `path`, `fingerprint` or `name`; to turn a rule off, use `rules`." },
  });

/** The shape of `sealint.yaml`, version 1. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe("Version of this format."),
  extends: z
    .array(text)
    .describe("Configurations to start from: `./file.yaml` beside this file, or an npm package in `node_modules`.")
    .optional(),
  preset: z.enum(PRESETS).describe("Rules that run, from few to all. `--preset` wins.").optional(),
  minConfidence: z
    .enum(CONFIDENCES)
    .describe("Leave out findings that are less certain. `--min-confidence` wins.")
    .optional(),
  failOn: z
    .enum([...SEVERITIES, "never"])
    .describe("Least severity that makes a scan exit 1. `--fail-on` wins.")
    .optional(),
  strictReads: z.boolean().describe("Let malformed files fail the run, as `--strict-reads` does.").optional(),
  inventory: text.describe("Inventory of secrets, as a path from this file. `--inventory` wins.").optional(),
  baseline: text.describe("Baseline of findings, as a path from this file. `--baseline` wins.").optional(),
  paths: z
    .strictObject({
      include: z.array(pattern).describe("Search these only.").optional(),
      exclude: z.array(acceptedPath).describe("Leave these out. They are counted in the report.").optional(),
    })
    .describe("What is searched.")
    .optional(),
  rules: z.record(rule, ruleSettings).describe("Settings of rules, by id or `group/*`; the exact id wins.").optional(),
  ownRules: z.array(ownRuleSchema).describe("Secret rules of your own.").optional(),
  ruleFiles: z
    .array(pattern)
    .describe(
      "Files with secret rules of your own, a rule or a list of them in each, as paths from this file with `*`.",
    )
    .optional(),
  policies: z
    .array(policySchema({ reason, until }))
    .describe("Policies of your own on how pipelines use secrets.")
    .optional(),
  allow: z
    .array(allowance)
    .describe("Findings that are accepted. An entry accepts what fits all that it names.")
    .optional(),
  suppressions: z
    .strictObject({
      honour: z.array(z.enum(FOREIGN_MARKERS)).describe("Other tools whose comments hide findings, too.").optional(),
    })
    .describe("Comments that hide findings.")
    .optional(),
  unread: z
    .array(acceptedPath)
    .describe("Paths that may be unreadable or broken: their errors become notes.")
    .optional(),
});

export type ConfigData = z.infer<typeof configSchema>;
export type RuleSettings = z.infer<typeof ruleSettings>;
