import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import type { DocumentNode } from "./tree.ts";

/** What is said of a file that holds no document. */
export const emptyFile = ({ bytes }: Pick<Unit, "bytes">, hint: string): DocumentProblem => ({
  span: { start: 0, end: Math.min(1, bytes.length) },
  message: "is empty",
  hint,
  level: "note",
});

/** A problem of a node as a whole, where it starts. */
export const atStartOf = (
  { place: { span } }: Pick<DocumentNode, "place">,
  message: string,
  hint: string,
): DocumentProblem => ({ span: { start: span.start, end: span.start }, message, hint });
