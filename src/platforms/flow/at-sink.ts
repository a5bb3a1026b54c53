import type { PlacedText } from "../../core/pipeline.ts";
import type { ScriptSink } from "../script/script.ts";
import { type Carried, through } from "./scope.ts";

/** A secret as it arrives at a sink of a script, over the script's own variables. The first of these is where it was read. */
export function atSink(text: Pick<PlacedText, "placeOf">, { use }: ScriptSink, secret: Carried): Carried {
  const places = use.path.map(({ start, end }) => text.placeOf(start, end));
  const stations = secret.path.length === 0 ? places.slice(1) : places;
  const arrived = stations.reduce<readonly Carried[]>((carried, place) => through(carried, place), [secret]);
  return { ...secret, path: arrived[0]?.path ?? secret.path, masked: secret.masked && !use.altered };
}
