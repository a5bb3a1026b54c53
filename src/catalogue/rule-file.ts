import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";
import { DETECTORS, VALIDATORS } from "../core/rule.ts";

const sentence = z
  .string()
  .trim()
  .regex(/[.!?]$/, "must end in a full stop");
const example = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({ path: z.string(), text: z.string() }),
]);

/** The shape of `rules/<group>/<name>.yaml`. */
export const ruleFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z\d-]+\/[a-z\d-]+$/, "must be `group/name` in kebab-case"),
  title: z.string().regex(/[^.]$/, "is a name, without a full stop"),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  severityInTests: z.enum(SEVERITIES).optional(),
  preset: z.enum(PRESETS).default("recommended"),
  since: z.string().regex(/^\d+\.\d+\.\d+$/),
  why: sentence,
  fix: sentence,
  revoke: sentence,
  references: z.array(z.url({ protocol: /^https$/ })).min(1),
  practices: z.array(z.string().regex(/^P\d{1,2}$/)).default(["P1", "P27"]),
  cwe: z.array(z.number().int()).default([798]),
  detector: z.enum(DETECTORS).default("regex"),
  token: z.string().optional(),
  named: z
    .strictObject({
      names: z
        .array(z.string().regex(/^(?:[a-z\d*]+ )*[a-z\d]+$/, "must be words in lower case, the last of them no `*`"))
        .min(1)
        .optional(),
      of: z
        .array(
          z
            .string()
            .regex(/^[a-z\d]+(?: [a-z\d]+)*$/, "must be words in lower case")
            .min(4, "is too short to stand by itself; list its whole names under `names`"),
        )
        .min(1)
        .optional(),
      alone: z.boolean().default(true),
      /** Takes the providers' names of all other rules, too, but for these, which are usual words. */
      except: z.array(z.string()).optional(),
      value: z.string(),
    })
    .refine(({ names, of }) => names !== undefined || of !== undefined, "needs `names` or `of`")
    .optional(),
  pattern: z.string().optional(),
  ignoreCase: z.boolean().default(false),
  keywords: z.array(z.string().min(1)).default([]),
  /** Literals in an address, where the matcher finds none in the pattern: `@`, or three bytes or more. */
  anchor: z.strictObject({ url: z.array(z.union([z.literal("@"), z.string().min(3)])).min(1) }).optional(),
  validate: z.array(z.enum(VALIDATORS)).default([]),
  requires: z
    .strictObject({
      pattern: z.string(),
      ignoreCase: z.boolean().default(false),
      withinLines: z.number().int().min(0).max(50),
    })
    .optional(),
  partner: z
    .strictObject({
      says: sentence,
      pattern: z.string(),
      ignoreCase: z.boolean().default(false),
      withinLines: z.number().int().min(0).max(50),
      named: z.string().optional(),
      rule: z.string().optional(),
    })
    .optional(),
  overlaps: z.array(z.string()).default([]),
  distinctive: z.boolean().default(true),
  examples: z.strictObject({ flag: z.array(example).min(1), ok: z.array(example).min(1) }),
});

export type RuleFile = z.infer<typeof ruleFileSchema>;

/** Groups that belong to policies; a secret rule may not use them, so that an id tells what kind of rule it is. */
export const POLICY_FAMILIES: ReadonlySet<string> = new Set(
  "plaintext scope expiry oidc logs untrusted environment cmdline artefact unpinned failopen unencrypted vault inventory incident audit layers transport".split(
    " ",
  ),
);

/** Reads a rule file; each problem is one line that begins with `path:line`. */
export function parseRuleFile(
  path: string,
  text: string,
): { readonly file?: RuleFile; readonly problems: readonly string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    return { problems: [`${path}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split("\n")[0]}`] };
  }
  const parsed = ruleFileSchema.safeParse(document.toJS());
  if (parsed.success) return { file: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const range = (document.getIn(issue.path.map(String), true) as { range?: [number, number, number] } | undefined)
      ?.range;
    const line = range === undefined ? 1 : lines.linePos(range[0]).line;
    return `${path}:${line}: ${issue.path.join(".") || "the rule"}: ${issue.message}`;
  });
  return { problems };
}
