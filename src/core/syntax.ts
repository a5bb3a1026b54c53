/** Languages whose files can be read as a tree. */
export type TreeLanguage = "javascript" | "python" | "go" | "java";

/** A node of a syntax tree, whatever parsed it. Places are offsets in the text that was parsed, in UTF-16 code units. */
export interface SyntaxNode {
  /** As the grammar calls it: `CallExpression`, `call`. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  /** In the order of the text; marks such as brackets are left out. */
  readonly children: readonly SyntaxNode[];
  /** The child in a role that the grammar names; undefined where there is none. */
  field(name: string): SyntaxNode | undefined;
}

/** A parsed text. Nodes are valid until it is released. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  /** True where the parser found a fault in the text and read on behind it. */
  readonly hasFault?: boolean;
  release(): void;
}

/** Parses a text; undefined where it is not of the language. `path` tells dialects apart. */
export type ParseText = (text: string, path: string) => SyntaxTree | undefined;

/** Gives what parses a language, which is loaded when it is first asked for; undefined where it cannot be. */
export type ParserOf = (language: TreeLanguage) => ParseText | undefined;
