import { z } from "zod";
import { isDay } from "../core/days.ts";
import { parseDuration } from "./duration.ts";

const text = z.string();
const texts = z.array(text);

const name = text.refine((value) => /^[^\s\p{Cc}]{1,200}$/u.test(value), {
  error: "is no name: it has white space or is longer than 200 characters",
});
const day = text.refine(isDay, {
  error: "is not a day of the calendar",
  params: { hint: "Write year, month and day, such as 2026-12-31." },
});
const duration = text.refine((value) => parseDuration(value) !== undefined, {
  error: "is not a duration",
  params: { hint: "Write numbers with units from long to short, such as `30d`, `12h` or `1h30m`." },
});
const digest = text.refine((value) => /^hmac-sha256:[\da-f]{32,64}$/.test(value), {
  error: "is not a digest",
  params: { hint: "Write `hmac-sha256:` and hexadecimal digits, never the value itself." },
});

const secretSchema = z.strictObject({
  name,
  kind: z
    .enum(["static-key", "token", "password", "certificate", "ssh-key", "signing-key", "oidc", "dynamic"])
    .optional(),
  owner: text.optional(),
  purpose: text.optional(),
  store: text.optional(),
  environment: text.optional(),
  services: texts.optional(),
  consumers: texts.optional(),
  created: day.optional(),
  expires: day.optional(),
  ttl: duration.optional(),
  rotation: z
    .strictObject({
      every: duration.optional(),
      last: day.optional(),
      method: z.enum(["auto", "manual", "dynamic"]).optional(),
      overlap: duration.optional(),
    })
    .optional(),
  governance: z
    .strictObject({ request: texts.optional(), approve: texts.optional(), read: texts.optional() })
    .optional(),
  review: z.strictObject({ every: duration.optional(), last: day.optional() }).optional(),
  class: text.optional(),
  hsm: z.boolean().optional(),
  kms: text.optional(),
  revoke: text.optional(),
  contact: text.optional(),
  scopes: texts.optional(),
  policy: text.optional(),
  status: z.enum(["active", "revoked"]).optional(),
  digest: digest.optional(),
});

/** The shape of `.sealint/inventory.yaml`, version 1. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  defaults: z
    .strictObject({
      warnBefore: duration.optional(),
      review: z.strictObject({ every: duration.optional() }).optional(),
    })
    .optional(),
  environments: z.record(text, z.strictObject({ protected: z.boolean().optional() })).optional(),
  secrets: z.array(secretSchema),
});
