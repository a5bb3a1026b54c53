import type { z } from "zod";
import type { Span } from "../core/span.ts";
import type { DocumentProblem } from "../core/stages.ts";
import { complaintOf, hintOf, subjectOf } from "./describe-issue.ts";
import type { DocumentKind } from "./document-kind.ts";
import { keysAt } from "./keys-at.ts";
import { describeUnknownKey } from "./unknown-key.ts";
import { fieldOf, headOf, isBlank, nodeAt, type YamlNode, type YamlPath } from "./yaml-tree.ts";

/** A problem, the path that it is about (as it was probably meant), and what is therefore not read. */
export interface SchemaProblem {
  readonly problem: DocumentProblem;
  readonly about: YamlPath;
  readonly refused: YamlNode | undefined;
  /** Set where that seems to be a secret's value. */
  readonly holdsValue?: true;
}

/** What the schema has to say of a document, in the words of the document, none of its values repeated. */
export function schemaProblems(
  issues: readonly z.core.$ZodIssue[],
  root: YamlNode,
  kind: DocumentKind,
): SchemaProblem[] {
  const unknown = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? unknownKeys(issue, root, kind) : []));
  const others = issues.filter((issue) => issue.code !== "unrecognized_keys");
  // A mistyped key is one slip: that the key it was meant for is missing need not be said as well.
  const meant = new Set(unknown.map(({ about }) => about.join("\n")));
  const rest = others.filter((issue) => !meant.has(issue.path.join("\n")));
  return [...unknown, ...rest.map((issue) => schemaProblem(issue, root, kind))];
}

function unknownKeys(
  { path, keys }: z.core.$ZodIssueUnrecognizedKeys,
  root: YamlNode,
  kind: DocumentKind,
): SchemaProblem[] {
  const known = keysAt(kind.schema, path);
  const parent = nodeAt(root, path);
  const fields = keys.flatMap((key) => fieldOf(parent, key) ?? []);
  return fields.map((field) => {
    const { meant, holdsValue, ...problem } = describeUnknownKey(field, known, kind);
    const about = [...path, meant ?? field.key];
    return { problem, about, refused: field.value, ...(holdsValue === undefined ? {} : { holdsValue }) };
  });
}

function schemaProblem(issue: z.core.$ZodIssue, root: YamlNode, kind: DocumentKind): SchemaProblem {
  const { path } = issue;
  const node = nodeAt(root, path);
  const isMissing = node === undefined || (isBlank(node) && typeof path.at(-1) === "string");
  const complaint = isMissing ? "is missing" : complaintOf(issue, node);
  const problem = {
    span: spanAt(root, path),
    message: `${subjectOf(path, kind)} ${complaint}`,
    hint: hintOf(issue, kind),
  };
  return { problem, about: path, refused: node };
}

/** What to point at: a scalar itself, else the key before the value, else the head of what lacks it. */
function spanAt(root: YamlNode, path: YamlPath): Span {
  const node = nodeAt(root, path);
  if (node?.kind === "scalar" && !isBlank(node)) return node.span;
  const parent = nodeAt(root, path.slice(0, -1));
  return fieldOf(parent, path.at(-1) ?? "")?.keySpan ?? headOf(node ?? parent ?? root);
}
