import type { Placed } from "../../core/inventory.ts";
import type { Place, Span } from "../../core/span.ts";
import { fieldOf, nodeAt, type YamlNode, type YamlPath } from "../../documents/yaml-tree.ts";

/** Reads a document field by field, and remembers what was read: only that may be shown. */
export interface Look {
  /** A text, at keys and indexes below a node; undefined where there is none, or it is blank. */
  text(node: YamlNode | undefined, ...path: YamlPath): Placed<string> | undefined;
  /** A moment, as its ISO day in UTC: ISO 8601, or seconds since 1970. */
  day(node: YamlNode | undefined, ...path: YamlPath): Placed<string> | undefined;
  place(span: Span): Place;
}

/** What was looked at. */
export interface Looked {
  readonly look: Look;
  readonly seen: readonly Span[];
}

export function createLook(unit: string): Looked {
  const seen: Span[] = [];
  const place = (span: Span): Place => ({ unit, span });
  const scalarAt = (node: YamlNode | undefined, path: YamlPath): (YamlNode & { kind: "scalar" }) | undefined => {
    const found = node === undefined ? undefined : nodeAt(node, path);
    if (found?.kind !== "scalar") return undefined;
    seen.push(found.span);
    return found;
  };
  return {
    seen,
    look: {
      place,
      text(node, ...path) {
        const found = scalarAt(node, path);
        if (typeof found?.value !== "string" || found.value.trim() === "") return undefined;
        return { value: found.value, place: place(found.span) };
      },
      day(node, ...path) {
        const found = scalarAt(node, path);
        const day = found === undefined ? undefined : dayOf(found.value);
        return found === undefined || day === undefined ? undefined : { value: day, place: place(found.span) };
      },
    },
  };
}

/** The ISO day of a moment that a store names; undefined for what is none, and for the year 1, which means never. */
function dayOf(moment: unknown): string | undefined {
  const date =
    typeof moment === "number"
      ? new Date(moment * 1000)
      : new Date(typeof moment === "string" && /^\d{4}-\d\d-\d\d/.test(moment) ? moment : Number.NaN);
  if (Number.isNaN(date.valueOf()) || date.getUTCFullYear() < 1971 || date.getUTCFullYear() > 9999) return undefined;
  return date.toISOString().slice(0, 10);
}

/** Items of a list, or of one that lies at a key. */
export function itemsOf(node: YamlNode | undefined, key?: string): readonly YamlNode[] {
  const list = key === undefined ? node : fieldOf(node, key)?.value;
  return list?.kind === "list" ? list.items : [];
}

/** Whether a node is a map with all these keys. */
export const hasKeys = (node: YamlNode | undefined, ...keys: readonly string[]): boolean =>
  keys.every((key) => fieldOf(node, key) !== undefined);

/** Whether a node is a list of maps, one at least, whose first one passes a test. */
export const isListOf = (node: YamlNode, test: (item: YamlNode) => boolean): boolean =>
  node.kind === "list" && node.items[0]?.kind === "map" && test(node.items[0]);

/** A flag that is there and on, or there and off. */
export function flagAt(node: YamlNode | undefined, ...path: YamlPath): boolean | undefined {
  const found = node === undefined ? undefined : nodeAt(node, path);
  return found?.kind === "scalar" && typeof found.value === "boolean" ? found.value : undefined;
}

/** The text at a path, for what is only tested and never shown. */
export function textAt(node: YamlNode | undefined, ...path: YamlPath): string {
  const found = node === undefined ? undefined : nodeAt(node, path);
  return found?.kind === "scalar" && typeof found.value === "string" ? found.value : "";
}
