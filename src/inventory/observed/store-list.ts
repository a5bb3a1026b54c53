import type { ObservedList } from "../../core/observed.ts";
import type { YamlNode } from "../../documents/yaml-tree.ts";
import type { StorePath, StoreScheme } from "../stores.ts";
import type { Look } from "./look.ts";

/** What a list says, without what is the same for all of its kind. */
export type ReadList = Omit<ObservedList, "scheme" | "from" | "place">;

/** A shape of JSON that a tool prints: one file a shape, told from the others by the keys that it has. */
export interface StoreList {
  readonly scheme: StoreScheme;
  /** The command that prints it, such as `gh secret list`. */
  readonly tool: string;
  /** The same with the flags that it takes to print JSON, and no values where it can leave them out. */
  readonly command: string;
  /** What is seen in it, in words: `a list of objects with name and updatedAt`. */
  readonly shape: string;
  /** Whether a document has the shape; `asked` is the store that the person named. */
  recognise(root: YamlNode, asked: StorePath | undefined): boolean;
  /** What it says; all that `look` is asked for may be shown, and nothing else. Throws an Unplaced where it does not say of what. */
  read(root: YamlNode, look: Look, asked: StorePath | undefined): ReadList;
  /** Where it holds values of secrets. */
  values(root: YamlNode): readonly YamlNode[];
}

/** Says that only the person can tell what a list is about. */
export class Unplaced extends Error {}
