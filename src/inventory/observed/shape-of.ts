import type { YamlNode } from "../../documents/yaml-tree.ts";

const MOST_KEYS = 6;

/** What is seen in a document, by its kinds and keys: a key may be told, a value never. */
export function shapeOf(node: YamlNode): string {
  if (node.kind === "scalar") return node.value === null ? "null" : `a ${typeof node.value}`;
  if (node.kind === "list") {
    const [first] = node.items;
    return first === undefined
      ? "an empty list"
      : `a list of ${node.items.length}, the first of which is ${shapeOf(first)}`;
  }
  // A key that is no name may be anything, a value as well.
  const keys = node.fields.map(({ key }) => key).filter((key) => /^[A-Za-z][A-Za-z_]{0,39}$/.test(key));
  const rest = node.fields.length - Math.min(keys.length, MOST_KEYS);
  const shown = keys.slice(0, MOST_KEYS).map((key) => `\`${key}\``);
  const others = rest === 0 ? [] : [rest === 1 && shown.length > 0 ? "one more" : `${rest} more`];
  const all = [...shown, ...others];
  return all.length === 0 ? "an empty object" : `an object with ${all.join(", ")}`;
}
