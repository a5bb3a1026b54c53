import {
  type Governance,
  type InventoryEntry,
  LIST_FIELDS,
  type ListField,
  type Placed,
  type Review,
  type Rotation,
  TEXT_FIELDS,
  type TextField,
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
  return new MapReader(node, unread, locate, above);
}

class MapReader implements FieldReader {
  readonly #node: YamlNode | undefined;
  readonly #unread: ReadonlySet<string>;
  readonly #locate: Locate;
  readonly #above: string;

  constructor(node: YamlNode | undefined, unread: ReadonlySet<string>, locate: Locate, above: string) {
    this.#node = node;
    this.#unread = unread;
    this.#locate = locate;
    this.#above = above;
  }

  #valueOf(field: string): YamlNode | undefined {
    // Of thousands of entries hardly any has a field with a problem.
    if (this.#unread.size > 0 && this.#unread.has(this.#above + field)) return undefined;
    return fieldOf(this.#node, field)?.value;
  }

  text(field: string): Placed<string> | undefined {
    return textOf(this.#valueOf(field), this.#locate);
  }

  texts(field: string): readonly Placed<string>[] | undefined {
    const value = this.#valueOf(field);
    if (value?.kind !== "list") return undefined;
    const texts: Placed<string>[] = [];
    for (const item of value.items) {
      const text = textOf(item, this.#locate);
      if (text !== undefined) texts.push(text);
    }
    return texts.length === 0 ? undefined : texts;
  }

  flag(field: string): Placed<boolean> | undefined {
    const value = this.#valueOf(field);
    if (value?.kind !== "scalar" || typeof value.value !== "boolean") return undefined;
    return { value: value.value, place: this.#locate(value.span) };
  }

  below(field: string): FieldReader {
    return new MapReader(this.#valueOf(field), this.#unread, this.#locate, `${this.#above}${field}.`);
  }
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
  const texts: { [Field in TextField]?: Placed<string> } = {};
  for (const field of TEXT_FIELDS) {
    const text = from.text(field);
    if (text !== undefined) texts[field] = text;
  }
  const lists: { [Field in ListField]?: readonly Placed<string>[] } = {};
  for (const field of LIST_FIELDS) {
    const list = from.texts(field);
    if (list !== undefined) lists[field] = list;
  }
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
