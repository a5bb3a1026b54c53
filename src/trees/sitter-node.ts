import type { SyntaxNode } from "../core/syntax.ts";

/** What is used of a node of tree-sitter. */
export interface SitterRaw {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly hasError: boolean;
  readonly parent: SitterRaw | null;
  readonly namedChildren: readonly (SitterRaw | null)[];
  childForFieldName(name: string): SitterRaw | null;
}

/** A node of a tree of tree-sitter. */
export class SitterNode implements SyntaxNode {
  readonly parent: SyntaxNode | undefined;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly #raw: SitterRaw;
  #children: readonly SitterNode[] | undefined;

  constructor(raw: SitterRaw, parent: SyntaxNode | undefined) {
    this.#raw = raw;
    this.parent = parent;
    this.type = raw.type;
    this.start = raw.startIndex;
    this.end = raw.endIndex;
  }

  get children(): readonly SitterNode[] {
    this.#children ??= this.#raw.namedChildren.flatMap((one) => (one === null ? [] : [new SitterNode(one, this)]));
    return this.#children;
  }

  field(name: string): SyntaxNode | undefined {
    const found = this.#raw.childForFieldName(name);
    if (found === null) return undefined;
    // The same node as among the children, so that one can tell which child has which role.
    return (
      this.children.find((child) => child.start === found.startIndex && child.end === found.endIndex) ??
      new SitterNode(found, this)
    );
  }
}
