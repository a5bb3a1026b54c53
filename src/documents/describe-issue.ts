import type { z } from "zod";
import { nearest } from "../core/nearest.ts";
import type { DocumentKind } from "./document-kind.ts";
import { quoteWord } from "./quote-word.ts";
import type { YamlNode, YamlPath } from "./yaml-tree.ts";

const MAP = { name: "a map", hint: "Write its keys on lines of their own, indented." };
const KINDS: Readonly<Record<string, typeof MAP>> = {
  string: { name: "text", hint: "Write text; numbers, `true` and `false` need quotes." },
  boolean: { name: "a boolean", hint: "Write `true` or `false`." },
  array: { name: "a list", hint: "Write a list: an item a line after `- `, or `[one, two]`." },
};

/** What a path is about, as the subject of a sentence. */
export function subjectOf(path: YamlPath, kind: DocumentKind): string {
  const last = path.at(-1);
  if (last === undefined) return kind.name;
  if (typeof last === "number") return `item ${last + 1} of ${subjectOf(path.slice(0, -1), kind)}`;
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
export function hintOf(issue: z.core.$ZodIssue, kind: DocumentKind): string {
  const own = issue.code === "custom" ? issue.params?.["hint"] : undefined;
  if (typeof own === "string") return own;
  const [key = "", above = ""] = issue.path.filter((step) => typeof step === "string").toReversed();
  const hint = kind.hints[key] ?? kind.hints[`${above}.*`];
  if (hint !== undefined) return hint;
  if (issue.code === "invalid_type") return (KINDS[issue.expected] ?? MAP).hint;
  if (issue.code === "invalid_value")
    return `Write one of ${issue.values.map((word) => `\`${String(word)}\``).join(", ")}.`;
  return "Correct the value, or remove the key.";
}

function kindOf(node: YamlNode): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.value === null) return "empty";
  return typeof node.value === "string" ? "text" : `a ${typeof node.value}`;
}
