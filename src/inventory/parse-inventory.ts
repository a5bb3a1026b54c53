import type { Inventory, InventoryEntry, Placed } from "../core/inventory.ts";
import type { Unit } from "../core/source.ts";
import { mergeSpans, type Place, type Span } from "../core/span.ts";
import type { DocumentProblem } from "../core/stages.ts";
import type { DocumentKind } from "../documents/document-kind.ts";
import { readYaml } from "../documents/read-yaml.ts";
import { type SchemaProblem, schemaProblems } from "../documents/schema-problems.ts";
import { fieldOf, scalarsOf, toPlain, type YamlNode } from "../documents/yaml-tree.ts";
import { manifestSchema } from "./schema.ts";

const MANIFEST: DocumentKind = {
  schema: manifestSchema,
  name: "the inventory",
  hints: {
    "": "Begin it with `version: 1`, then `secrets:` and below it an item a secret.",
    version: "Write `version: 1`, the only version that there is.",
    secrets: "Write an item a secret, such as `- name: DEPLOY_TOKEN`; `secrets: []` if there is none.",
    name: "Write the name as the pipelines do, such as `name: DEPLOY_TOKEN`.",
  },
  valueHint:
    "Remove it: the inventory says where a secret is kept, never what it is. If it was committed, rotate the secret.",
};

/** The manifest as far as it can be read, and what is wrong with it. */
export interface ParsedInventory {
  /** Absent where there is no list of secrets to read. */
  readonly inventory?: Inventory;
  /** In the order of the file. */
  readonly problems: readonly DocumentProblem[];
}

type Locate = (span: Span) => Place;

/** Reads and checks `.sealint/inventory.yaml`; no message repeats a value that could be a secret's. */
export function parseInventory(unit: Unit): ParsedInventory {
  if (!unit.whole)
    return { problems: [wholeProblem("is too large", "Keep names, dates and references in it, and no data.")] };
  const { root, problems: unreadable, refused } = readYaml(unit.bytes);
  if (root === undefined) {
    const empty = wholeProblem("is empty", "Write `version: 1`, then `secrets:` and below it an item a secret.");
    return { problems: unreadable.length > 0 ? unreadable : [empty] };
  }
  const checked = manifestSchema.safeParse(toPlain(root));
  const faults = checked.success ? [] : schemaProblems(checked.error.issues, root, MANIFEST);
  const secrets = fieldOf(root, "secrets")?.value;
  const problems = [...unreadable, ...faults.map(({ problem }) => problem)];
  if (secrets?.kind !== "list") return { problems: inOrder(problems) };

  const locate: Locate = (span) => ({ unit: unit.id, span });
  const unread = unreadFields(faults);
  const entries = secrets.items.flatMap((item, index) => readEntry(item, unread.get(index) ?? new Set(), locate) ?? []);
  const withheld = [...refused, ...faults.map((fault) => fault.refused)].flatMap(scalarsOf).map(({ span }) => span);
  const inventory = { path: unit.path, entries, withheld: mergeSpans(withheld) };
  return { inventory, problems: inOrder([...problems, ...duplicates(entries)]) };
}

function wholeProblem(complaint: string, hint: string): DocumentProblem {
  return { span: { start: 0, end: 0 }, message: complaint, hint };
}

function inOrder(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}

/** Fields with a problem, by the index of their secret. */
function unreadFields(faults: readonly SchemaProblem[]): Map<number, Set<string>> {
  const unread = new Map<number, Set<string>>();
  for (const { about } of faults) {
    const [list, index, field] = about;
    if (list !== "secrets" || typeof index !== "number" || typeof field !== "string") continue;
    unread.set(index, (unread.get(index) ?? new Set()).add(field));
  }
  return unread;
}

/** An entry with whatever of it can be read; undefined where it has no name to go by. */
function readEntry(item: YamlNode, unread: ReadonlySet<string>, locate: Locate): InventoryEntry | undefined {
  const textOf = (field: string): Placed<string> | undefined => {
    const node = unread.has(field) ? undefined : fieldOf(item, field)?.value;
    if (node?.kind !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") return undefined;
    return { value: node.value, place: locate(node.span) };
  };
  const name = textOf("name");
  if (name === undefined) return undefined;
  const optional = ["owner", "purpose", "environment", "expires", "ttl"] as const;
  const read = optional.flatMap((field) => {
    const value = textOf(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { name, ...Object.fromEntries(read), unread: [...unread] };
}

/** The same name may stand once for each environment. */
function duplicates(entries: readonly InventoryEntry[]): DocumentProblem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ name, environment }) => {
    const key = `${name.value}\n${environment?.value ?? ""}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const hint = "Keep one of the entries, or give each an `environment` of its own.";
    return [{ span: name.place.span, message: `\`${name.value}\` is declared twice`, hint }];
  });
}
