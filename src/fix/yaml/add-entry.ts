import type { Edit } from "../../core/finding.ts";
import { entryOf, isNull } from "../../platforms/document/access.ts";
import type { Mapping } from "../../platforms/document/tree.ts";
import { edit } from "../edit.ts";
import type { YamlText } from "./yaml-text.ts";

/** Where a key goes that is not there: below an entry, or above one; below that where it comes first. */
export type Beside = { readonly below: string } | { readonly above: string };

/**
 * Adds `name: value` to the map behind a key of `owner` (`env`, `with`), and the key itself where it is not there. Undefined where
 * the file is written otherwise.
 */
export function addUnder(
  yaml: YamlText,
  owner: Mapping,
  key: string,
  line: { readonly name: string; readonly value: string },
  beside: Beside,
): Edit | undefined {
  const text = `${line.name}: ${line.value}`;
  const there = entryOf(owner, key);
  if (there === undefined) return addKey(yaml, owner, key, [" ".repeat(yaml.step) + text], beside);
  const { value } = there;
  if (value.kind === "scalar" && isNull(value) && yaml.isBlock(owner))
    return yaml.insertBelow(there, yaml.indentOf(owner) + yaml.step, [text]);
  if (value.kind !== "map" || !yaml.isAtHome(value)) return undefined;
  const last = value.entries.at(-1);
  if (yaml.isBlock(value) && last !== undefined) return yaml.insertBelow(last, yaml.indentOf(value), [text]);
  return addInBrackets(yaml, value, line);
}

/** Adds an item to the list behind a key of `owner`, and the key itself where it is not there; undefined where the file is written otherwise. */
export function addItem(
  yaml: YamlText,
  owner: Mapping,
  key: string,
  lines: readonly string[],
  beside: Beside,
): Edit | undefined {
  const item = lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  const there = entryOf(owner, key);
  if (there === undefined) {
    const indented = item.map((line) => " ".repeat(yaml.step) + line);
    return addKey(yaml, owner, key, indented, beside);
  }
  const { value } = there;
  const last = value.kind === "sequence" ? value.items.at(-1) : undefined;
  if (value.kind !== "sequence" || last === undefined) return undefined;
  const dash = yaml.text[value.place.span.start] === "[" ? undefined : yaml.dashOf(last);
  if (dash !== undefined) return yaml.insertAt(yaml.nodeEnd(last), dash, item);
  const [only, more] = lines;
  const end = last.place.span.end + (last.kind === "scalar" && last.style !== "plain" ? 1 : 0);
  return only === undefined || more !== undefined || yaml.text[value.place.span.start] !== "["
    ? undefined
    : edit(yaml.unit, end, end, `, ${only}`);
}

function addKey(
  yaml: YamlText,
  owner: Mapping,
  key: string,
  lines: readonly string[],
  beside: Beside,
): Edit | undefined {
  if (!yaml.isBlock(owner)) return undefined;
  const isBelow = "below" in beside;
  const at = owner.entries.findIndex((entry) => entry.key.value === (isBelow ? beside.below : beside.above));
  const upper = isBelow ? owner.entries[at] : (owner.entries[at - 1] ?? owner.entries[at]);
  if (upper === undefined) return undefined;
  return yaml.insertBelow(upper, yaml.indentOf(owner), [`${key}:`, ...lines]);
}

/** `{ a: b }` becomes `{ a: b, name: "value" }`. */
function addInBrackets(
  yaml: YamlText,
  map: Mapping,
  { name, value }: { readonly name: string; readonly value: string },
): Edit | undefined {
  const end = yaml.text.lastIndexOf("}", map.place.span.end);
  if (yaml.text[map.place.span.start] !== "{" || end < map.place.span.start) return undefined;
  const inside = yaml.text.slice(map.place.span.start + 1, end);
  const trimmed = inside.trimEnd();
  const quoted = /^[\w.-]+$/.test(value) ? value : JSON.stringify(value);
  const at = map.place.span.start + 1 + trimmed.length;
  const gap = map.entries.length === 0 ? " " : trimmed.endsWith(",") ? " " : ", ";
  const close = map.entries.length === 0 && inside.length === trimmed.length ? " " : "";
  return edit(yaml.unit, at, at, `${gap}${name}: ${quoted}${close}`);
}

/** Takes an entry away, and the key that holds its map where nothing else is in that; undefined where lines are shared. */
export function removeWith(yaml: YamlText, offset: number, key: string): Edit | undefined {
  const maps = yaml.pathTo(offset).flatMap((frame) => ("map" in frame ? [frame] : []));
  const at = maps.findLastIndex(({ entry }) => entry.key.value === key);
  const [holder, held] = [maps[at], maps[at + 1]];
  if (holder === undefined || held === undefined || !yaml.isAtHome(held.map)) return undefined;
  return held.map.entries.length > 1
    ? yaml.removeEntry(held.map, held.entry)
    : yaml.removeEntry(holder.map, holder.entry);
}
