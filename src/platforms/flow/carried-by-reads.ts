import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { ScriptUse } from "../script/script.ts";
import type { Carried } from "./scope.ts";

/**
 * Secrets by the places of a script that read them. Whatever else names a variable means the one that was read first. `filled` are the
 * secrets in each hole, in the order of the text.
 */
export function carriedByReads(
  text: Pick<PlacedText, "placeOf">,
  reads: readonly ScriptUse[],
  readVariable: (name: string, place: Place) => readonly Carried[],
  filled: readonly (readonly Carried[])[] = [],
): (use: ScriptUse) => readonly Carried[] {
  const carried = new Map<string, readonly Carried[]>();
  for (const { origin, name, start, end } of reads) {
    if (origin !== "variable") continue;
    const secrets = readVariable(name, text.placeOf(start, end));
    carried.set(`${name} ${start}`, secrets);
    if (!carried.has(name)) carried.set(name, secrets);
  }
  return ({ origin, name, start, path: [first] }) => {
    if (origin === "hole") return filled[Number(name)] ?? [];
    if (origin !== "variable") return [];
    return carried.get(`${name} ${first?.start ?? start}`) ?? carried.get(name) ?? [];
  };
}
