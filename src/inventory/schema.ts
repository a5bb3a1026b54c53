import { z } from "zod";
import { isDay } from "../core/days.ts";
import { parseDuration } from "../core/duration.ts";
import { nearest } from "../core/nearest.ts";
import { isStore, parseStore, STORES } from "./stores.ts";

const text = z.string();
const texts = z.array(text);

const name = text
  .refine((value) => /^[^\s\p{Cc}]{1,200}$/u.test(value), {
    error: "is no name: it has white space or is longer than 200 characters",
  })
  .describe("Name under which pipelines use the secret, such as DEPLOY_TOKEN.");

const DAY_HINT = "Write year, month and day, such as 2026-12-31.";

/** What to do about a text that is no day. */
function hintOfDay(written: string): string {
  const [, year, month] = /^(\d{4})-(\d\d)-\d\d$/.exec(written) ?? [];
  const last = new Date(Date.UTC(Number(year), Number(month), 0));
  if (Number(month) >= 1 && Number(month) <= 12 && !Number.isNaN(last.valueOf()))
    return `Write a day that exists: the last one of ${year}-${month} is ${year}-${month}-${last.getUTCDate()}.`;
  if (/^\d{4}-\d\d-\d\d[T ]/i.test(written))
    return "Write the day alone, such as 2026-12-31, without time and time zone: it counts as a whole.";
  return DAY_HINT;
}

const day = text
  .superRefine((value, context) => {
    if (isDay(value)) return;
    const params = { hint: hintOfDay(value) };
    context.addIssue({ code: "custom", message: "is not a day of the calendar", params });
  })
  .meta({ pattern: String.raw`^\d{4}-\d\d-\d\d$` });
const duration = text
  .refine((value) => parseDuration(value) !== undefined, {
    error: "is not a duration",
    params: {
      hint: "Write numbers with units from long to short, such as `30d`, `12h` or `1h30m`; the units are `w`, `d`, `h`, `m` and `s`.",
    },
  })
  .meta({ pattern: String.raw`^(\d{1,6}w)?(\d{1,6}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?$` });
const digest = text
  .refine((value) => /^hmac-sha256:[\da-f]{32,64}$/.test(value), {
    error: "is not a digest",
    params: { hint: "Write what `sealint inventory digest` prints, `hmac-sha256:…`, never the value itself." },
  })
  .meta({ pattern: String.raw`^hmac-sha256:[\da-f]{32,64}$` })
  .describe("Keyed digest of the value, by which a leak of it is recognised; `sealint inventory digest` makes it.");

const STORE_HINT = `Write a scheme and a path, such as \`vault:kv/prod/web#deploy\`; schemes are ${Object.keys(STORES)
  .map((scheme) => `\`${scheme}\``)
  .join(", ")}.`;

const store = text
  .superRefine((value, context) => {
    const scheme = parseStore(value)?.scheme;
    const near = scheme === undefined || isStore(scheme) ? undefined : nearest(scheme, Object.keys(STORES));
    if (scheme !== undefined && near === undefined) return;
    const message =
      near === undefined ? "names no store" : `names a store that is not known; did you mean \`${near}\`?`;
    context.addIssue({ code: "custom", message, params: { hint: STORE_HINT } });
  })
  .describe("Where it is kept, as a scheme and a path, such as vault:kv/prod/web#deploy; never the value.");

const rotation = z
  .strictObject({
    every: duration.describe("How often it is replaced, such as 90d.").optional(),
    last: day.describe("Day on which it was replaced last.").optional(),
    method: z.enum(["auto", "manual", "dynamic"]).describe("Who replaces it.").optional(),
    overlap: duration.describe("How long old and new are valid together, such as 24h.").optional(),
  })
  .describe("How it is replaced.");
const governance = z
  .strictObject({
    request: texts.describe("Who may ask for it.").optional(),
    approve: texts.describe("Who decides about that.").optional(),
    read: texts.describe("Who may read it.").optional(),
  })
  .describe("Who requests, approves and reads it.");
const every = duration.describe("How often somebody looks through it, such as 90d.").optional();
const review = z
  .strictObject({ every, last: day.describe("Day on which somebody did so last.").optional() })
  .describe("When it was looked through.");

/** What an entry may leave to the defaults. */
const shared = {
  owner: text.describe("Team or person who may replace it; held against CODEOWNERS where there is one.").optional(),
  contact: text.describe("Whom to call when it leaks, at any hour.").optional(),
  class: text.describe("How bad its loss is; `high` asks for `hsm: true` or `kms`, and for a contact.").optional(),
  revoke: text.describe("How to make it worthless: path of a runbook, link or command.").optional(),
  policy: text.describe("Policy that grants it: path, link or name.").optional(),
  alerts: text.describe("What tells when it is used in an unusual way: path, link or name.").optional(),
  governance: governance.optional(),
};

const secretSchema = z
  .strictObject({
    name,
    kind: z
      .enum([
        "static-key",
        "token",
        "password",
        "certificate",
        "ssh-key",
        "signing-key",
        "oidc",
        "dynamic",
        "identifier",
      ])
      .describe("What it is.")
      .optional(),
    purpose: text.describe("What it is for, in a sentence.").optional(),
    store: store.optional(),
    environment: text.describe("Environment that it belongs to.").optional(),
    environments: texts.describe("Environments that it belongs to, where these are several.").optional(),
    services: texts.describe("Where it may be presented: hosts, clouds, actions, images.").optional(),
    consumers: texts
      .describe(
        "Who uses it: `FILE#JOB`, `FILE`, `JOB` or `environment:NAME`, with `*`; `repo:NAME` and `service:NAME` are elsewhere.",
      )
      .optional(),
    created: day.describe("Day on which it was made.").optional(),
    expires: day.describe("Last day on which it is valid.").optional(),
    ttl: duration.describe("How long it is valid where it is made anew for each use, such as 1h.").optional(),
    rotation: rotation.optional(),
    review: review.optional(),
    hsm: z.boolean().describe("Whether it lies in a hardware security module.").optional(),
    kms: text.describe("Key that it is encrypted with.").optional(),
    scopes: texts.describe("What it may do, such as contents:read.").optional(),
    status: z.enum(["active", "revoked"]).describe("Whether it still works.").optional(),
    digest: digest.optional(),
    ...shared,
  })
  .describe("One secret.");

const common = {
  version: z.literal(1),
  extends: texts.describe("Files to take over first, such as ./shared.yaml or a file of an npm package.").optional(),
  defaults: z
    .strictObject({
      warnBefore: duration.describe("How long before its end a secret is to be replaced; 30d by itself.").optional(),
      longestRotation: duration
        .describe("The longest time that may lie between two rotations; 90d by itself, 365d for keys.")
        .optional(),
      stores: texts.describe("Schemes of the stores that secrets may lie in, such as vault.").optional(),
      rotation: z
        .strictObject({ every: rotation.shape.every, method: rotation.shape.method, overlap: rotation.shape.overlap })
        .optional(),
      review: z.strictObject({ every }).optional(),
      ...shared,
    })
    .describe("What holds for every secret that does not say otherwise.")
    .optional(),
  environments: z
    .record(text, z.strictObject({ protected: z.boolean().optional() }))
    .describe("Environments that there are.")
    .optional(),
  teams: z
    .record(text, texts)
    .describe("Who is in which team, by the addresses that they commit with, or accounts such as @ann.")
    .optional(),
  owners: texts.describe("Teams and people who may own secrets, where CODEOWNERS does not name them.").optional(),
};

const secrets = z.array(secretSchema).describe("An item a secret.");

/** The shape of `.sealint/inventory.yaml`, version 1. */
export const manifestSchema = z.strictObject({ ...common, secrets });

/** The shape of a file that manifests extend. */
export const sharedSchema = z.strictObject({ ...common, secrets: secrets.optional() });

/** The JSON Schema of the inventory's files, for editors: the text of a file. */
export function inventoryJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(sharedSchema, { target: "draft-7", io: "input" });
  const head = {
    $schema,
    title: ".sealint/inventory.yaml",
    description: "The secrets of a repository; never their values.",
  };
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`;
}
