/** What the syntax around a value says of it: names of clues of the judge. */
export type TreeClueName =
  | "inSyntax"
  | "compared"
  | "forPeople"
  | "inMessage"
  | "noValue"
  | "memberName"
  | "onlyPart"
  | "nameInCode"
  | "inDocstring"
  | "inManual";

/** A clue with what people read of it, a clause that quotes no text of the code. */
export interface TreeClue {
  readonly clue: TreeClueName;
  readonly reason: string;
}
