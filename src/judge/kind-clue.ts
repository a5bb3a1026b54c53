import type { FileKind } from "../core/judgement.ts";
import type { AssignedClue, DistinctiveClue } from "./clues.ts";
import { fileKindOf } from "./file-kind.ts";

const CLUE_OF_KIND: Readonly<Partial<Record<FileKind, AssignedClue & DistinctiveClue>>> = {
  test: "inTest",
  example: "inExample",
  docs: "inDocs",
  lock: "inLock",
  generated: "inGenerated",
  minified: "inMinified",
  localisation: "inLocalisation",
};

/** The clue that lies in a file's kind; nothing where it tells nothing. */
export const clueOfKind = (path: string): (AssignedClue & DistinctiveClue) | undefined =>
  CLUE_OF_KIND[fileKindOf(path)];
