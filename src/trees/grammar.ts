import type { SyntaxNode } from "../core/syntax.ts";

/** Where a text is no value that anything is set to, whatever is said around it. */
export type IdlePlace = "type" | "key" | "import" | "member" | "index" | "statement" | "tag";

/** What a node is for the one above it. */
export type Role =
  /** The value as it is, in brackets, cast or chosen among others. */
  | { readonly kind: "same" }
  /** One of several values. */
  | { readonly kind: "element"; readonly index: number }
  /** A name has it; `isNear` where both stand on one line, as far as the grammar goes. */
  | { readonly kind: "named"; readonly name: string; readonly how: "assigned" | "parameter" | "keyword" | "pair" }
  /** It holds where what stands before it has no value. */
  | { readonly kind: "fallback"; readonly of: string }
  | { readonly kind: "compared"; readonly with: string }
  | { readonly kind: "argument"; readonly call: Call; readonly index: number }
  /** A method is called on it. */
  | { readonly kind: "receiver"; readonly call: Call; readonly method: string }
  /** Put together with something that is no constant. */
  | { readonly kind: "piece" }
  | { readonly kind: "thrown" }
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "idle"; readonly place: IdlePlace };

/** A call, or the making of an object. */
export interface Call {
  readonly node: SyntaxNode;
  /** What is called, as written: `crypto.createHmac`, `DriverManager.getConnection`. */
  readonly callee: string;
  /** Those that their position tells. */
  readonly args: readonly SyntaxNode[];
}

/** What has to be known of a language to tell what a text in it is for. */
export interface Grammar {
  /** Types of nodes that are texts; one that holds something to fill in has no `content`. */
  readonly texts: ReadonlySet<string>;
  /** Types of nodes that name something in code. */
  readonly names: ReadonlySet<string>;
  /** Between the quotes of a constant text. */
  content(node: SyntaxNode, source: string): { readonly start: number; readonly end: number } | undefined;
  /** What else is a constant in a sum of texts: a number, or a character between its quotes. */
  constant?(node: SyntaxNode, source: string): { readonly start: number; readonly end: number } | undefined;
  /** What a node puts together into one text, in order; undefined where it is no such node. */
  operands(node: SyntaxNode, source: string): readonly SyntaxNode[] | undefined;
  call(node: SyntaxNode, source: string): Call | undefined;
  /** What a child is for its parent; undefined where that says nothing. */
  role(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined;
}

export const SAME: Role = { kind: "same" };
export const PIECE: Role = { kind: "piece" };

/** What is written at a node. */
export const written = (node: SyntaxNode | undefined, source: string): string =>
  node === undefined ? "" : source.slice(node.start, node.end);

/** Characters of what is called that are looked at: its end tells, and a chain of calls may be as long as its file. */
const MOST_CALLED = 300;

/** What is called, as far as its end tells. */
export const called = (node: SyntaxNode | undefined, source: string): string =>
  node === undefined ? "" : source.slice(Math.max(node.start, node.end - MOST_CALLED), node.end);

export const isAt = (node: SyntaxNode | undefined, child: SyntaxNode): boolean =>
  node !== undefined && node.start === child.start && node.end === child.end;

/** What stands between two nodes, comments and blanks at its ends left out: an operator. */
export const between = (left: SyntaxNode, right: SyntaxNode, source: string): string =>
  source
    .slice(left.end, right.start)
    .replaceAll(/\/\*.*?\*\/|(?:\/\/|#)[^\n]*/gs, "")
    .replaceAll(/[\s()\\]+/g, "");

/** The role of a child among several of one name each: `a, b = "…", "…"`. */
export function among(children: readonly SyntaxNode[], child: SyntaxNode): number {
  return children.findIndex((one) => isAt(one, child));
}
