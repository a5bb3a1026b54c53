import { z } from "zod";
import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";

/** A word or a list of words. */
const oneOrMore = <Item extends z.ZodType<string>>(item: Item, what: string) =>
  z.union([item, z.array(item).min(1)], { error: `is neither ${what} nor a list of them` });

const names = (what: string) =>
  oneOrMore(z.string(), "a name").describe(`${what} \`*\` stands for any characters; case counts.`);

const VIA = ["env", "input", "script", "expression", "context", "mount"] as const;
const SINKS = [
  "action",
  "image",
  "host",
  "log",
  "artefact",
  "cache",
  "output",
  "argv",
  "file",
  "layer",
  "callee",
] as const;

const sink = z
  .strictObject({
    kind: oneOrMore(z.enum(SINKS), "a known kind").describe("What it ends in.").optional(),
    name: names("Name of the action, image, host, program or file.").optional(),
    pinned: z.boolean().describe("Whether what runs there is fixed by a digest.").optional(),
    trusted: z.boolean().describe("Whether the platform's own maker or the repository itself provides it.").optional(),
  })
  .describe("Where the secret ends.");

const uses = {
  secret: names("Name of the secret.").optional(),
  platform: names("Platform: `github-actions`, `gitlab-ci` and so on.").optional(),
  file: oneOrMore(z.string(), "a path").describe("Path of the pipeline from the root, as under `paths`.").optional(),
  job: names("Name of the job.").optional(),
  environment: names("Environment of the job.").optional(),
  trigger: names("Event that starts the pipeline, in the platform's own word.").optional(),
  untrusted: z
    .boolean()
    .describe("Whether somebody without write access can start it with content of theirs.")
    .optional(),
  via: oneOrMore(z.enum(VIA), "a known way").describe("How the secret gets into the job.").optional(),
  sink: sink.optional(),
};

/** Which uses of secrets are meant: those that fit all that is named. */
export const usesSchema = z.strictObject(uses).refine((one) => Object.keys(one).length > 0, {
  error: "names nothing",
  params: { hint: "Name at least one of `secret`, `job`, `environment`, `trigger`, `sink` and the others." },
});

export type UsesData = z.infer<typeof usesSchema>;

/** What a message can name. */
export const PLACEHOLDERS = ["secret", "file", "job", "step", "environment", "trigger", "sink"] as const;

const message = z
  .string()
  .refine(
    (text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, word]) => PLACEHOLDERS.some((known) => known === word)),
    {
      error: "has something in braces that is not known here",
      params: { hint: `Known are ${PLACEHOLDERS.map((word) => `\`{${word}}\``).join(", ")}.` },
    },
  );

const example = z
  .union([z.string(), z.strictObject({ path: z.string(), text: z.string() })], {
    error: "is neither text nor a map of `path` and `text`",
  })
  .describe("A pipeline, with what is found between `«` and `»`; a workflow of GitHub Actions where no path is given.")
  .transform((one) => (typeof one === "string" ? { text: one } : one));

const sentence = z.string().transform((text) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`));

/** The parts that policies are written with; `reason` and `until` are those of the configuration. */
export interface EntryShapes {
  readonly reason: z.ZodType<string>;
  readonly until: z.ZodType<string>;
}

/** The shape of a policy of a repository's own. */
export const policySchema = ({ reason, until }: EntryShapes) =>
  z
    .strictObject({
      id: z
        .string()
        .regex(/^[a-z\d-]+\/[a-z\d-]+$/, "must be `group/name` in kebab-case")
        .describe("`group/name`, in kebab-case; take a group of your own."),
      title: z.string().min(1).describe("What is found, such as `Production secret in a pull request`."),
      severity: z.enum(SEVERITIES).default("high").describe("How bad it is."),
      confidence: z.enum(CONFIDENCES).default("high").describe("How sure a finding is."),
      preset: z.enum(PRESETS).default("recommended").describe("The presets that run it, from this one on."),
      why: sentence.default("Your own policy asks for it.").describe("Why it matters."),
      fix: sentence.default("Change the pipeline so that it keeps to the policy.").describe("What to do about it."),
      references: z
        .array(z.url({ protocol: /^https?$/ }))
        .default([])
        .describe("Pages to read more on."),
      message: message.describe("What a finding says, with `{secret}`, `{job}` and the like.").optional(),
      forbid: usesSchema.describe("Uses of secrets that are findings.").optional(),
      for: usesSchema.describe("Uses of secrets of which something is required; all where left out.").optional(),
      require: usesSchema.describe("What those have to fit; a use that does not is a finding.").optional(),
      allow: z
        .array(z.strictObject({ ...uses, reason, until: until.optional() }))
        .describe("Uses that are no findings all the same, each with a reason.")
        .optional(),
      examples: z
        .strictObject({ flag: z.array(example).default([]), ok: z.array(example).default([]) })
        .describe("Pipelines that show what is found; `sealint rules test` runs them.")
        .optional(),
    })
    .refine(({ forbid, require }) => (forbid === undefined) !== (require === undefined), {
      error: "needs one of `forbid` and `require`",
      params: { hint: "Write `forbid:` with what is a finding, or `for:` and `require:` with what has to hold." },
    })
    .refine((one) => one.for === undefined || one.require !== undefined, {
      error: "has `for` without `require`",
      params: { hint: "Add `require:`, or write `forbid:` in place of `for:`." },
    });

export type PolicyData = z.infer<ReturnType<typeof policySchema>>;
