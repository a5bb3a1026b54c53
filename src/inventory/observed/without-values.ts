import type { Unit } from "../../core/source.ts";
import type { Span } from "../../core/span.ts";
import type { YamlNode } from "../../documents/yaml-tree.ts";

const STAR = 0x2a;

/** A document with stars over every text and number that was not looked at: what is then shown of it holds no value. */
export function withoutValues(unit: Unit, root: YamlNode, seen: readonly Span[]): Unit {
  const bytes = Uint8Array.from(unit.bytes);
  const kept = new Set(seen.map(({ start }) => start));
  const visit = (node: YamlNode): void => {
    if (node.kind === "list") node.items.forEach(visit);
    else if (node.kind === "map") for (const { value } of node.fields) visit(value);
    else if (!kept.has(node.span.start) && typeof node.value !== "boolean" && node.value !== null)
      bytes.fill(STAR, node.span.start, node.span.end);
  };
  visit(root);
  return { ...unit, bytes };
}
