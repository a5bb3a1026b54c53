import { FOREIGN_MARKERS } from "../core/acceptance.ts";
import { isDay } from "../core/days.ts";
import { CONFIDENCES, PRESETS, SEVERITIES } from "../core/levels.ts";
import { isFingerprint, isPathPattern, namesSomething, saysSomething } from "./right-texts.ts";
import type { ConfigData, RuleSettings } from "./schema.ts";

type Check = (value: unknown) => boolean;

const never: Check = () => false;
const text: Check = (value) => typeof value === "string";
const textThat =
  (isRight: (value: string) => boolean): Check =>
  (value) =>
    typeof value === "string" && isRight(value);
const oneOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const listOf =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(item);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A map of known keys, of which some have to be there. */
function mapOf<Key extends string>(
  checks: Readonly<Record<Key, Check>>,
  required: readonly NoInfer<Key>[] = [],
): (value: unknown) => value is Readonly<Record<Key, unknown>> {
  const known = new Map<string, Check>(Object.entries(checks));
  return (value): value is Readonly<Record<Key, unknown>> =>
    isMap(value) &&
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, field]) => known.get(key)?.(field) === true);
}

const pattern = textThat(isPathPattern);
const reason = textThat(saysSomething);
const until = textThat(isDay);
const patterns = listOf(pattern);

const accepted = mapOf({ path: pattern, reason, until }, ["path", "reason"]);

const isOption: Check = (value) => typeof value === "number" || text(value) || listOf(text)(value);

const RULE_SETTINGS: Readonly<Record<keyof RuleSettings, Check>> = {
  severity: oneOf("off", ...SEVERITIES),
  minConfidence: oneOf(...CONFIDENCES),
  paths: mapOf({ include: patterns, exclude: patterns }),
  allow: listOf(textThat(saysSomething)),
  options: (value) => isMap(value) && !Object.hasOwn(value, "__proto__") && Object.values(value).every(isOption),
  reason,
};
const ruleSettings = mapOf(RULE_SETTINGS);

const ALLOWANCE: Readonly<Record<keyof NonNullable<ConfigData["allow"]>[number], Check>> = {
  rule: text,
  path: pattern,
  fingerprint: textThat(isFingerprint),
  name: text,
  reason,
  until,
};
const allowance = mapOf(ALLOWANCE, ["reason"]);

const CONFIG: Readonly<Record<keyof ConfigData, Check>> = {
  version: oneOf(1),
  extends: listOf(text),
  preset: oneOf(...PRESETS),
  minConfidence: oneOf(...CONFIDENCES),
  failOn: oneOf(...SEVERITIES, "never"),
  strictReads: oneOf(true, false),
  inventory: text,
  baseline: text,
  paths: mapOf({ include: patterns, exclude: listOf(accepted) }),
  // The schema drops such a key, whatever it holds.
  rules: (value) => isMap(value) && !Object.hasOwn(value, "__proto__") && Object.values(value).every(ruleSettings),
  // What these take to be read is loaded only where they stand.
  ownRules: never,
  ruleFiles: never,
  policies: never,
  allow: listOf((value) => allowance(value) && namesSomething(value as Parameters<typeof namesSomething>[0])),
  suppressions: mapOf({ honour: listOf(oneOf(...FOREIGN_MARKERS)) }),
  unread: listOf(accepted),
};
const config = mapOf(CONFIG, ["version"]);

/** Whether data is a configuration without rules and policies of its own: what the schema says, without what it takes to load it and to say what is wrong. */
export function isConfig(data: unknown): data is ConfigData {
  return config(data);
}
