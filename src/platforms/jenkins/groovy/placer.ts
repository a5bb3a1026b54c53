import type { Place } from "../../../core/span.ts";
import type { Scalar } from "../../document/tree.ts";
import type { TextRange } from "../../script/script.ts";
import type { LexedText } from "./tokens.ts";

/** Where offsets of a text lie in its unit. */
export interface Placer {
  placeOf(range: TextRange): Place;
  scalarOf(text: LexedText): Scalar;
}
