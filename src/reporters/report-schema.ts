import { z } from "zod";
import { RECOGNISED_BY } from "../core/finding.ts";
import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";

const count = z.int().nonnegative();
const number = z.int().positive();

const position = z.object({
  line: number.describe("From 1."),
  column: number.describe("From 1, in UTF-16 code units."),
});

const location = z
  .object({
    unit: z.string().describe("Names the content within this report: its path, with its origin where that is no file."),
    path: z.string().describe("Relative to the root of the scan, with forward slashes."),
    inside: z
      .string()
      .describe("What in the file is meant, where that is an archive or compressed; lines and columns count in it.")
      .optional(),
    decoded: z
      .object({
        chain: z.array(z.string()).describe("Encodings and containers, the outermost first: `base64`, `gzip`."),
        member: z.string().describe("Path in the archives among them.").optional(),
      })
      .describe("Set where the place holds encoded text, in which it was found.")
      .optional(),
    start: position.describe("Of the first character."),
    end: position.describe("After the last character."),
  })
  .meta({ id: "location" });

const origin = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.enum(["file", "index", "stdin"]) }),
    z.object({ kind: z.literal("commit"), sha: z.string(), author: z.string(), date: z.string() }),
    z.object({ kind: z.literal("object"), id: z.string() }),
  ])
  .meta({ id: "origin", description: "Where the content was read." });

const severity = z.enum(SEVERITIES).meta({ id: "severity", description: "How bad it is if the finding is right." });
const confidence = z
  .enum(CONFIDENCES)
  .meta({ id: "confidence", description: "How sure it is that the finding is right." });

const findingFields = {
  ruleId: z.string(),
  severity,
  confidence,
  reasons: z.array(z.string()).describe("What the confidence rests on, the weightiest first."),
  judged: z
    .object({
      score: z.number().describe("Probability that it is right, from 0 to 1."),
      claim: z.number().describe("What its rule claims before any evidence, in log-odds."),
      weights: z.array(z.number()).describe("What each of the reasons adds to the log-odds, in their order."),
    })
    .describe(
      "How the confidence came about, where it rests on a value: claim and weights add up to the score's log-odds.",
    )
    .optional(),
  message: z.string(),
  platform: z
    .string()
    .describe("The platform whose pipeline it lies in, where a policy or the inventory has found it.")
    .optional(),
  expires: z.iso.date().describe("The last day of a value that says so itself.").optional(),
  location,
  origin,
  related: z.array(z.object({ location, message: z.string() })),
  preview: z.object({
    text: z.string().describe("The line with its values masked."),
    mark: z
      .object({ start: count, length: count })
      .describe("What of `text` the finding is about, in UTF-16 code units."),
  }),
  fix: z
    .object({
      description: z.string().describe("What it does."),
      changes: z.array(
        z.object({
          path: z.string().describe("Relative to the root of the scan."),
          start: position,
          end: position.describe("After the last character that goes; the start where nothing does."),
          insert: z.string().describe("What comes in place of it."),
        }),
      ),
    })
    .describe("A change that would mend it, where one is known that touches its file alone.")
    .optional(),
  declared: z
    .object({
      name: z.string(),
      recognisedBy: z.enum(RECOGNISED_BY).describe("What tells that it is this secret, the surest first."),
      location: location.describe("Where the inventory declares it."),
      environments: z.array(z.string()),
      consumers: z.array(z.string()),
      owner: z.string().optional(),
      purpose: z.string().optional(),
      store: z.string().describe("Where it is kept.").optional(),
      revoke: z.string().describe("How to make it worthless.").optional(),
      contact: z.string().optional(),
      status: z.string().optional(),
    })
    .describe("The entry of the inventory that has leaked, where one is recognised.")
    .optional(),
  fingerprint: z
    .object({
      identity: z.string().describe("Rule and value: the same secret wherever it lies."),
      place: z.string().describe("Identity, path and occurrence: this very place, however its line moves."),
    })
    .describe("Prints without line numbers, of which no value can be made."),
};

const finding = z.object(findingFields).meta({ id: "finding" });

const suppressedFields = {
  finding,
  suppression: z.object({
    by: z.enum(["inline", "config", "baseline"]),
    reason: z.string(),
    until: z.string().describe("Last day on which it holds, as 2026-12-31.").optional(),
    location,
  }),
};

const problemFields = {
  level: z.enum(["error", "note"]).describe("With an error the result is not whole, and the run exits 2."),
  code: z.string().describe("A word for the kind of problem; new ones may come."),
  subject: z.string().describe("A path, `stdin` or a flag."),
  line: number.optional(),
  column: number.optional(),
  message: z.string(),
  hint: z.string().describe("What to do about it."),
  accepted: z.string().describe("Why the configuration accepts it.").optional(),
};

const rule = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  fix: z.string(),
  on: z
    .record(z.string(), z.object({ why: z.string().optional(), fix: z.string().optional() }))
    .describe("What `why` and `fix` say besides of single platforms, by their ids.")
    .optional(),
  revoke: z.string().describe("What to do now that it leaked; rules on secrets only.").optional(),
  severity,
  confidence,
  preset: z.enum(PRESETS),
  since: z.string(),
  references: z.array(z.string()),
  practices: z.array(z.string()),
  cwe: z.array(number),
});

const summaryFields = {
  findings: count,
  bySeverity: z.object({ critical: count, high: count, medium: count, low: count }),
  failing: count.describe("Findings that reach `failOn`."),
  failOn: z.enum([...SEVERITIES, "never"]),
  suppressed: count,
  errors: count,
  notes: count,
  rules: count.describe("How many rules ran."),
  files: count,
  bytes: count,
  pipelines: count,
  references: count,
  skipped: z.object({ binary: count, links: count, special: count, excluded: count }),
  durationMs: count.describe("The one field that differs between two runs over the same content."),
};

const schemaVersion = z.literal(1).describe("Under one version fields are only ever added.");
const tool = z.object({ name: z.string(), version: z.string() });

/** The report of `--format json`. */
export const reportSchema = z.object({
  schemaVersion,
  tool,
  summary: z.object(summaryFields),
  findings: z.array(finding).describe("In the order of path, position and rule."),
  suppressed: z
    .array(z.object(suppressedFields))
    .describe("Accepted findings with what accepts them; they fail no run."),
  problems: z.array(z.object(problemFields)),
  rules: z.array(rule).describe("The rules that findings and suppressed findings name, in the order of their ids."),
});

/** A line of the report of `--format jsonl`. */
export const reportLineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("finding"), ...findingFields }),
  z.object({ type: z.literal("suppressed"), ...suppressedFields }),
  z.object({ type: z.literal("problem"), ...problemFields }),
  z
    .object({ type: z.literal("summary"), schemaVersion, tool, ...summaryFields })
    .describe("The last line: without it the report is not whole."),
]);

/** What `sealint flows --format json` writes. */
const flowsSchema = z.object({
  schemaVersion,
  pipelines: z.array(
    z.object({
      path: z.string().describe("Relative to the root of the repository, with forward slashes."),
      platform: z.string(),
      triggers: z.array(
        z.object({
          event: z.string(),
          untrusted: z.boolean().describe("Whether somebody without write access can cause it with content of theirs."),
        }),
      ),
      sharesSecrets: z.boolean().describe("Whether every job gets all secrets of the project."),
      secrets: z.array(
        z.object({
          name: z.string().describe("`*` where all secrets are meant, or one that is worked out as the pipeline runs."),
          builtIn: z.boolean().describe("Whether the platform makes it for each run by itself."),
          uses: z.array(
            z.object({
              job: z.string().optional(),
              step: z.string().optional(),
              environment: z.string().optional(),
              via: z.string().describe("How it comes in: `env`, `input`, `script` and the like."),
              boundTo: z.string().describe("The variable or input that takes the value.").optional(),
              location,
              ends: z.array(
                z.object({
                  kind: z.string().describe("What it reaches: `action`, `host`, `log` and the like."),
                  name: z.string(),
                  pinned: z.boolean().describe("Whether what runs there is fixed by a digest.").optional(),
                  trusted: z
                    .boolean()
                    .describe("Whether the platform's maker or the repository provides it.")
                    .optional(),
                  masked: z.boolean().describe("Whether the log still hides the value there."),
                  location,
                  path: z.array(location).describe("Bindings on the way, nearest the use first."),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
  problems: z.array(z.object(problemFields)),
});

/** What is published: open, since a later version of sealint may add fields. */
function jsonSchema(schema: z.ZodType, title: string, description: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    // What JavaScript can count to is no property of the format.
    override: ({ jsonSchema: part }) => {
      if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
    },
  });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}

/** The JSON Schema of `--format json`: the text of a file. */
export function reportJsonSchema(): string {
  return jsonSchema(reportSchema, "sealint report, version 1", "What `sealint scan --format json` writes.");
}

/** The JSON Schema of one line of `--format jsonl`: the text of a file. */
export function reportLineJsonSchema(): string {
  const description = "Each line of what `sealint scan --format jsonl` writes.";
  return jsonSchema(reportLineSchema, "Line of a sealint report, version 1", description);
}

/** The JSON Schema of `sealint flows --format json`: the text of a file. */
export function flowsJsonSchema(): string {
  const description = "What `sealint flows --format json` writes: names and places of secrets, no values.";
  return jsonSchema(flowsSchema, "Secrets of pipelines and where they go, version 1", description);
}
