import {
  type Governance,
  type InventoryEntry,
  LIST_FIELDS,
  type Placed,
  type Review,
  type Rotation,
  TEXT_FIELDS,
} from "../core/inventory.ts";
import type { Place, Span } from "../core/span.ts";
import { fieldOf, type YamlNode } from "../documents/yaml-tree.ts";

export type Locate = (span: Span) => Place;

/** What a map of the manifest says, but for what was refused. */
export interface FieldReader {
  text(field: string): Placed<string> | undefined;
  texts(field: string): readonly Placed<string>[] | undefined;
  flag(field: string): Placed<boolean> | undefined;
  /** The same of a map below it. */
  below(field: string): FieldReader;
}

/** Reads a map; `unread` holds the paths of its fields with a problem, `rotation.every`. */
export function fieldReader(
  node: YamlNode | undefined,
  unread: ReadonlySet<string>,
  locate: Locate,
  above = "",
): FieldReader {
  const valueOf = (field: string): YamlNode | undefined =>
    unread.has(above + field) ? undefined : fieldOf(node, field)?.value;
  return {
    text: (field) => textOf(valueOf(field), locate),
    texts(field) {
      const value = valueOf(field);
      if (value?.kind !== "list") return undefined;
      const texts = value.items.flatMap((item) => textOf(item, locate) ?? []);
      return texts.length === 0 ? undefined : texts;
    },
    flag(field) {
      const value = valueOf(field);
      if (value?.kind !== "scalar" || typeof value.value !== "boolean") return undefined;
      return { value: value.value, place: locate(value.span) };
    },
    below: (field) => fieldReader(valueOf(field), unread, locate, `${above}${field}.`),
  };
}

function textOf(node: YamlNode | undefined, locate: Locate): Placed<string> | undefined {
  if (node?.kind !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") return undefined;
  return { value: node.value, place: locate(node.span) };
}

/** An object of what is there; undefined where nothing is. */
export function present<Fields extends object>(fields: Fields): Partial<NonNullableFields<Fields>> | undefined {
  const there: Partial<NonNullableFields<Fields>> = {};
  let isEmpty = true;
  for (const field in fields) {
    const value = fields[field];
    if (value === undefined) continue;
    there[field] = value as NonNullableFields<Fields>[typeof field];
    isEmpty = false;
  }
  return isEmpty ? undefined : there;
}

type NonNullableFields<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };

export const readRotation = (from: FieldReader): Rotation | undefined =>
  present({
    every: from.text("every"),
    last: from.text("last"),
    method: from.text("method"),
    overlap: from.text("overlap"),
  });

export const readGovernance = (from: FieldReader): Governance | undefined =>
  present({ request: from.texts("request"), approve: from.texts("approve"), read: from.texts("read") });

export const readReview = (from: FieldReader): Review | undefined =>
  present({ every: from.text("every"), last: from.text("last") });

/** An entry with whatever of it can be read; undefined where it has no name to go by. */
export function readEntry(
  item: YamlNode,
  unread: ReadonlySet<string>,
  locate: Locate,
  isShared: boolean,
): InventoryEntry | undefined {
  const from = fieldReader(item, unread, locate);
  const name = from.text("name");
  if (name === undefined) return undefined;
  const environment = from.text("environment");
  const texts = present(Object.fromEntries(TEXT_FIELDS.map((field) => [field, from.text(field)])));
  const lists = present(Object.fromEntries(LIST_FIELDS.map((field) => [field, from.texts(field)])));
  const rest = present({
    rotation: readRotation(from.below("rotation")),
    governance: readGovernance(from.below("governance")),
    review: readReview(from.below("review")),
    hsm: from.flag("hsm"),
  });
  return {
    name,
    environments: environment === undefined ? (from.texts("environments") ?? []) : [environment],
    ...texts,
    ...lists,
    ...rest,
    unread: [...unread].sort(),
    isShared,
  };
}
