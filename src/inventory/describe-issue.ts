import type { z } from "zod";
import { nearest } from "../core/nearest.ts";
import { quoteWord } from "./quote-word.ts";
import type { YamlNode, YamlPath } from "./yaml-tree.ts";

const MAP = { name: "a map", hint: "Write its keys on lines of their own, indented." };
const KINDS: Readonly<Record<string, typeof MAP>> = {
  string: { name: "text", hint: "Write text; numbers, `true` and `false` need quotes." },
  boolean: { name: "a boolean", hint: "Write `true` or `false`." },
  array: { name: "a list", hint: "Write a list: an item a line after `- `, or `[one, two]`." },
};

const HINTS: Readonly<Record<string, string>> = {
  inventory: "Begin it with `version: 1`, then `secrets:` and below it an item a secret.",
  version: "Write `version: 1`, the only version that there is.",
  secrets: "Write an item a secret, such as `- name: DEPLOY_TOKEN`; `secrets: []` if there is none.",
  name: "Write the name as the pipelines do, such as `name: DEPLOY_TOKEN`.",
};

/** What a path is about, as the subject of a sentence. */
export function subjectOf(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return "the inventory";
  if (typeof last === "number") return `item ${last + 1} of ${subjectOf(path.slice(0, -1))}`;
  return quoteWord(String(last)).trim() || "the value";
}

/** What is wrong, as the rest of that sentence; values are never repeated. */
export function complaintOf(issue: z.core.$ZodIssue, node: YamlNode): string {
  if (issue.code === "invalid_type") return `is ${kindOf(node)}, not ${(KINDS[issue.expected] ?? MAP).name}`;
  if (issue.code !== "invalid_value") return issue.message;
  const words = issue.values.map(String);
  if (words.length === 1) return `is not ${words[0]}`;
  const near = node.kind === "scalar" ? nearest(String(node.value), words) : undefined;
  return near === undefined ? "is none of the known words" : `is none of the known words; did you mean \`${near}\`?`;
}

/** What to do about it. */
export function hintOf(issue: z.core.$ZodIssue): string {
  const key = issue.path.findLast((step) => typeof step === "string") ?? "inventory";
  const hint = HINTS[key];
  if (hint !== undefined) return hint;
  if (issue.code === "invalid_type") return (KINDS[issue.expected] ?? MAP).hint;
  if (issue.code === "invalid_value")
    return `Write one of ${issue.values.map((word) => `\`${String(word)}\``).join(", ")}.`;
  const own = issue.code === "custom" ? issue.params?.["hint"] : undefined;
  return typeof own === "string" ? own : "Correct the value, or remove the key.";
}

function kindOf(node: YamlNode): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.value === null) return "empty";
  return typeof node.value === "string" ? "text" : `a ${typeof node.value}`;
}
