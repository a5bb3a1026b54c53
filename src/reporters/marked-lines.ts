import { columnsOf } from "./width.ts";

/** A line of an example without its marks. */
export interface MarkedLine {
  readonly text: string;
  /** A row of `^` below what is marked; empty where nothing on the line is. */
  readonly under: string;
}

/** The lines of an example, with what it marks with `«…»`, also over several lines, told apart. */
export function* markedLines(example: string): Iterable<MarkedLine> {
  let isInside = false;
  for (const line of example.split("\n")) {
    let text = "";
    let under = "";
    for (const part of line.split(/([«»])/)) {
      if (part === "«" || part === "»") isInside = part === "«";
      else {
        text += part;
        under += (isInside ? "^" : " ").repeat(columnsOf(part));
      }
    }
    yield { text, under: under.trimEnd() };
  }
}
