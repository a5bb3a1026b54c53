import type { BaselineEntry } from "../../core/baseline.ts";
import { isDay } from "../../core/days.ts";
import { nearest } from "../../core/nearest.ts";

/** The one version of the format that there is. */
export const BASELINE_VERSION = 1;

/** What is wrong, after `the baseline`, and what to do. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** The list of a baseline, or what is wrong with what is around it. */
export function checkTop(data: unknown): { readonly findings: readonly unknown[] } | Fault {
  const hint = "`sealint baseline create` writes one; name another file with `--baseline`.";
  if (!isMap(data) || !("version" in data)) return { message: "names no version, so it is none of sealint's", hint };
  const { version, findings } = data;
  if (version !== BASELINE_VERSION) {
    const which = typeof version === "number" ? `is of version ${version}` : "is of a version";
    return {
      message: `${which} that this sealint does not know`,
      hint: "Use the sealint that wrote it, or a newer one.",
    };
  }
  if (!Array.isArray(findings)) return { message: "has no list `findings`", hint };
  const extra = Object.keys(data).find((key) => key !== "version" && key !== "findings");
  return extra === undefined ? { findings } : { message: "says more than `version` and `findings`", hint };
}

const KEYS = ["path", "rule", "identity", "count", "reason", "until"] as const;
type Key = (typeof KEYS)[number];

const isFilled = (value: unknown): value is string => typeof value === "string" && value !== "";
const IDENTITY = /^[\da-f]{32}$/;
const isIdentity = (value: unknown): boolean => typeof value === "string" && IDENTITY.test(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isUntil = (value: unknown): boolean => typeof value === "string" && isDay(value);

/** Whether a value is an entry. Every scan asks it of each one, so it goes the shortest way. */
export function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== "object" || value === null) return false;
  const { path, rule, identity, count, reason, until } = value as Readonly<Partial<Record<Key, unknown>>>;
  if (!isFilled(path) || !isFilled(rule) || typeof identity !== "string" || !IDENTITY.test(identity)) return false;
  let keys = 3;
  if (count !== undefined) {
    if (!isCount(count)) return false;
    keys++;
  }
  if (reason !== undefined) {
    if (typeof reason !== "string") return false;
    keys++;
  }
  if (until !== undefined) {
    if (!isUntil(until)) return false;
    keys++;
  }
  // Any more are none of the format.
  return Object.keys(value).length === keys;
}

/** What each field has to be, and the words for where it is not. */
const FIELDS: Readonly<Record<Key, { readonly isRight: (value: unknown) => boolean; readonly must: string }>> = {
  path: { isRight: isFilled, must: "the path of a file from the root" },
  rule: { isRight: isFilled, must: "the id of a rule" },
  identity: { isRight: isIdentity, must: "32 hexadecimal digits" },
  count: { isRight: (value) => value === undefined || isCount(value), must: "a whole number, 1 or more" },
  reason: { isRight: (value) => value === undefined || typeof value === "string", must: "a text" },
  until: {
    isRight: (value) => value === undefined || isUntil(value),
    must: "a day of the calendar, such as 2026-12-31",
  },
};

/** What is wrong with an item that is no entry. */
export function entryFault(value: unknown): Fault {
  if (!isMap(value)) return { message: "has an item that is no entry", hint: "Remove the line." };
  const extra = Object.keys(value).find((key) => !KEYS.includes(key as Key));
  if (extra !== undefined) {
    const near = nearest(extra, KEYS);
    const hint = near === undefined ? "Remove it." : `Did you mean \`${near}\`?`;
    return { message: "has an entry with a key that is none of its format", hint };
  }
  const wrong = KEYS.find((key) => !FIELDS[key].isRight(value[key])) ?? "path";
  return { message: `has an entry whose \`${wrong}\` is wrong`, hint: `It must be ${FIELDS[wrong].must}.` };
}
