import type { Written } from "../core/acceptance.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { decode } from "../core/text.ts";
import { positionOf } from "../documents/position.ts";

/** A span in the inventory, shown by itself: the rest of its line may hold a value. The file's beginning for what is gone. */
export function writtenAt(unit: Unit, span: Span = { start: 0, end: 0 }): Written {
  const text = decode(unit.bytes, span);
  const [start, end] = [positionOf(unit.bytes, span.start), positionOf(unit.bytes, span.end)];
  return {
    location: { unit: unit.id, path: unit.path, start, end },
    preview: { text, mark: { start: 0, length: text.length } },
  };
}
