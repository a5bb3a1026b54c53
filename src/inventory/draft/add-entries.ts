import type { Unit } from "../../core/source.ts";
import { unitOf } from "../../core/source.ts";
import { decode } from "../../core/text.ts";
import { readYaml } from "../../documents/read-yaml.ts";
import { fieldOf, type YamlNode } from "../../documents/yaml-tree.ts";
import { parseInventory } from "../parse-inventory.ts";
import type { DraftEntry } from "./draft-entries.ts";
import { renderEntries } from "./render-draft.ts";

/**
 * A manifest's text with entries added at the end of its list, and nothing else changed; undefined where that cannot be done
 * without changing how the rest is read, such as in a list in brackets.
 */
export function addEntries(unit: Unit, entries: readonly DraftEntry[]): string | undefined {
  const text = decode(unit.bytes);
  const { root, problems } = readYaml(unit.bytes);
  const secrets = fieldOf(root, "secrets");
  if (problems.length > 0 || root?.kind !== "map" || secrets === undefined) return undefined;
  const added = isEmptyList(secrets.value)
    ? inPlaceOfNone(text, unit.bytes, secrets.value, entries)
    : atTheEnd(text, unit.bytes, root, secrets.value, entries);
  return added !== undefined && isJustLonger(unit, added, entries.length) ? added : undefined;
}

const isEmptyList = (node: YamlNode): boolean => node.kind === "list" && node.items.length === 0;

/** `secrets: []` becomes a list of lines. */
function inPlaceOfNone(
  text: string,
  bytes: Uint8Array,
  { span }: YamlNode,
  entries: readonly DraftEntry[],
): string | undefined {
  const [before, after] = [
    decode(bytes, { start: 0, end: span.start }),
    decode(bytes, { start: span.end, end: bytes.length }),
  ];
  // A comment behind the brackets stays on its line.
  const [line = ""] = after.split("\n");
  if (!/^[\t ]*(?:#.*)?\r?$/.test(line) || text === "") return undefined;
  return `${before.trimEnd()}${line}\n${renderEntries(entries, "  ").join("\n")}${after.slice(line.length)}`;
}

/** Below the last item, where the list is the last thing in the file and stands in lines. */
function atTheEnd(
  text: string,
  bytes: Uint8Array,
  root: YamlNode,
  list: YamlNode,
  entries: readonly DraftEntry[],
): string | undefined {
  const last = root.kind === "map" ? root.fields.at(-1) : undefined;
  if (last?.value !== list || list.kind !== "list") return undefined;
  const first = list.items[0];
  if (first === undefined) return undefined;
  const before = decode(bytes, { start: 0, end: first.span.start });
  const [, indent] = /(?:^|\n)([ ]*)-[ ]+$/.exec(before) ?? [];
  if (indent === undefined) return undefined;
  const gap = text.endsWith("\n") ? "" : "\n";
  return `${text}${gap}${renderEntries(entries, indent).join("\n")}\n`;
}

/** Whether a text reads as before, with so many more entries behind the others. */
function isJustLonger(unit: Unit, text: string, more: number): boolean {
  const [before, after] = [parseInventory(unit), parseInventory(unitOf(unit.path, Buffer.from(text)))];
  const names = (one: typeof before): string[] => one.inventory?.entries.map(({ name }) => name.value) ?? [];
  const [old, now] = [names(before), names(after)];
  return (
    after.problems.length === before.problems.length &&
    now.length === old.length + more &&
    old.every((name, index) => name === now[index])
  );
}
