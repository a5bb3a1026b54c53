import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "@actions/expressions/ast";
import { Lexer, type Token, TokenType } from "@actions/expressions/lexer";
import { Parser } from "@actions/expressions/parser";
import { remember } from "../../core/remember.ts";

/** A use of a context in an expression, such as `secrets.TOKEN` or `toJSON(secrets)`. Offsets are in the text it was read from. */
export interface Access {
  /** Lower case: `secrets`, `env`, `github`, `steps`, … */
  readonly context: string;
  /** Keys behind the context as written, `*` where a key is computed or a star; empty for the whole context. */
  readonly keys: readonly string[];
  /** Whether the first key is worked out as the workflow runs: `secrets[matrix.name]`. */
  readonly computed: boolean;
  readonly start: number;
  readonly end: number;
  /** Whether the expression's result may be or hold the value; false where it is only compared or looked at. */
  readonly carried: boolean;
  /** Whether only a part of what a function makes of the value goes on: `fromJSON(secrets.ACCOUNT).key`. */
  readonly part?: boolean;
  /** The text written behind `||`, which stands in for the value where that is missing; without its quotes. */
  readonly fallback?: { readonly value: string; readonly start: number; readonly end: number };
}

/** An expression in a text: with `${{ }}` around it, or the whole text. `start` and `end` take in the braces. */
export interface Expression {
  readonly start: number;
  readonly end: number;
  /** False where it could not be parsed; accesses are then those of its tokens. */
  readonly valid: boolean;
  readonly accesses: readonly Access[];
}

const CONTEXTS = [
  "github",
  "env",
  "vars",
  "job",
  "jobs",
  "steps",
  "runner",
  "secrets",
  "strategy",
  "matrix",
  "needs",
  "inputs",
];

const FUNCTIONS = [
  { name: "hashFiles", minArgs: 1, maxArgs: 255 },
  { name: "success", minArgs: 0, maxArgs: 255 },
  { name: "failure", minArgs: 0, maxArgs: 255 },
  { name: "always", minArgs: 0, maxArgs: 0 },
  { name: "cancelled", minArgs: 0, maxArgs: 0 },
];

/** Functions whose result holds what they are given. */
const CARRYING = new Set(["format", "join", "tojson", "fromjson", "case"]);

const NONE: readonly Expression[] = [];

/** The `${{ … }}` of a text, in its order. */
export function readExpressions(text: string): readonly Expression[] {
  return text.includes("${{") ? expressionsIn(text) : NONE;
}

const expressionsIn = remember((text: string): readonly Expression[] => {
  const found: Expression[] = [];
  for (let start = text.indexOf("${{"); start !== -1; ) {
    const end = endOfExpression(text, start + 3);
    if (end === undefined) break;
    found.push({ start, end, ...readBody(text.slice(start + 3, end - 2), start + 3) });
    start = text.indexOf("${{", end);
  }
  return found;
});

/** The expressions of an `if`, which needs no braces. */
export function readCondition(text: string): readonly Expression[] {
  return text.includes("${{") ? readExpressions(text) : bareCondition(text);
}

const bareCondition = remember((text: string): readonly Expression[] => [
  { start: 0, end: text.length, ...readBody(text, 0) },
]);

/** Offset behind the closing braces; braces in a quoted string do not count. Undefined where none close. */
function endOfExpression(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith("}}", at)) return at + 2;
  }
  // A lone quote would swallow the rest of the text, which GitHub refuses; the next braces are the better guess.
  const fallback = text.indexOf("}}", from);
  return fallback === -1 ? undefined : fallback + 2;
}

/** The tree of an `if`; undefined where it is more than one expression, or cannot be parsed. */
export function readConditionTree(text: string): Expr | undefined {
  const [first, second] = text.includes("${{") ? readExpressions(text) : [];
  if (second !== undefined || (first === undefined && text.includes("${{"))) return undefined;
  if (first !== undefined && text.trim().length !== first.end - first.start) return undefined;
  const body = first === undefined ? text : text.slice(first.start + 3, first.end - 2);
  try {
    return parseTokens(new Lexer(body).lex().tokens);
  } catch {
    return undefined;
  }
}

function parseTokens(tokens: readonly Token[]): Expr | undefined {
  return new Parser([...tokens], CONTEXTS, FUNCTIONS).parse();
}

/** A context with plain keys, which is what most expressions are: `secrets.TOKEN`. */
const PLAIN_ACCESS =
  /^\s*(?<context>[a-z]+)(?<keys>(?:\.(?!(?:true|false|null|NaN|Infinity)\b)[A-Za-z_][\w-]*){0,20})\s*$/;

function plainAccess(body: string, offset: number): Access | undefined {
  const { context = "", keys = "" } = PLAIN_ACCESS.exec(body)?.groups ?? {};
  if (!CONTEXTS.includes(context)) return undefined;
  const start = offset + body.indexOf(context);
  const end = start + context.length + keys.length;
  return { context, keys: keys === "" ? [] : keys.slice(1).split("."), computed: false, start, end, carried: true };
}

function readBody(body: string, offset: number): Pick<Expression, "valid" | "accesses"> {
  const plain = plainAccess(body, offset);
  if (plain !== undefined) return { valid: true, accesses: [plain] };
  let tokens: readonly Token[] = [];
  try {
    tokens = new Lexer(body).lex().tokens;
    const tree = parseTokens(tokens);
    const starts = tokenStarts(body, tokens, offset);
    const accesses: Access[] = [];
    if (tree !== undefined) collect(tree, true, starts, accesses);
    return { valid: tree !== undefined, accesses: accesses.sort((a, b) => a.start - b.start) };
  } catch {
    return { valid: false, accesses: accessesOfTokens(body, tokens, offset) };
  }
}

/** Offsets of tokens. The lexer's own columns go wrong behind a string with a line break, so they are counted anew. */
function tokenStarts(body: string, tokens: readonly Token[], offset: number): ReadonlyMap<Token, number> {
  const starts = new Map<Token, number>();
  let at = 0;
  for (const token of tokens) {
    while (at < body.length && /\s/.test(body.charAt(at))) at++;
    starts.set(token, offset + at);
    at += token.lexeme.length;
  }
  return starts;
}

function collect(node: Expr, carried: boolean, starts: ReadonlyMap<Token, number>, into: Access[]): void {
  const visit = (child: Expr, stillCarried: boolean) => collect(child, stillCarried, starts, into);
  if (node instanceof Grouping) visit(node.group, carried);
  else if (node instanceof Unary) visit(node.expr, false);
  else if (node instanceof Binary) [node.left, node.right].forEach((side) => visit(side, false));
  else if (node instanceof Logical) {
    // Of `a && b` the value is b, or an a that counts as false; of `a || b` it is either.
    const isAnd = node.operator.type === TokenType.AND;
    const before = into.length;
    node.args.forEach((arg, index) => visit(arg, carried && (!isAnd || index === node.args.length - 1)));
    const fallback = isAnd ? undefined : textOf(node.args.at(-1), starts);
    if (fallback !== undefined) {
      const accesses = into.splice(before);
      into.push(...accesses.map((access) => (access.carried ? { ...access, fallback } : access)));
    }
  } else if (node instanceof FunctionCall) {
    const carries = carried && CARRYING.has(node.functionName.lexeme.toLowerCase());
    node.args.forEach((arg) => visit(arg, carries));
  } else if (node instanceof ContextAccess || node instanceof IndexAccess) {
    collectAccess(node, carried, starts, into);
  }
}

/** A text that is written out; undefined for anything else, and for an empty one. */
function textOf(node: Expr | undefined, starts: ReadonlyMap<Token, number>): Access["fallback"] {
  if (!(node instanceof Literal) || node.token.type !== TokenType.STRING) return undefined;
  const value = String(node.token.value ?? "");
  const start = (starts.get(node.token) ?? 0) + 1;
  return value.trim() === "" ? undefined : { value, start, end: start + node.token.lexeme.length - 2 };
}

function collectAccess(node: Expr, carried: boolean, starts: ReadonlyMap<Token, number>, into: Access[]): void {
  const keys: string[] = [];
  let end = 0;
  let computed = false;
  let root = node;
  while (root instanceof IndexAccess) {
    const { index } = root;
    const token = index instanceof Literal ? index.token : undefined;
    const key = token?.type === TokenType.STRING ? String(token.value) : token?.lexeme;
    keys.unshift(key ?? "*");
    computed = key === undefined && !(index instanceof Star);
    if (token !== undefined) end = Math.max(end, (starts.get(token) ?? 0) + token.lexeme.length);
    else collect(index, false, starts, into);
    root = root.expr;
  }
  if (!(root instanceof ContextAccess)) {
    const inner: Access[] = [];
    collect(root, carried, starts, inner);
    into.push(...inner.map((access) => (access.carried && keys.length > 0 ? { ...access, part: true } : access)));
    return;
  }
  const start = starts.get(root.name) ?? 0;
  const context = root.name.lexeme.toLowerCase();
  into.push({ context, keys, computed, start, end: Math.max(end, start + root.name.lexeme.length), carried });
}

/** What the tokens of a broken expression still tell: `context.key`. */
function accessesOfTokens(body: string, tokens: readonly Token[], offset: number): Access[] {
  const starts = tokenStarts(body, tokens, offset);
  return tokens.flatMap((token, index) => {
    const [dot, key] = [tokens[index + 1], tokens[index + 2]];
    if (token.type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) return [];
    if (!CONTEXTS.includes(token.lexeme.toLowerCase()) || dot?.type !== TokenType.DOT || key === undefined) return [];
    const end = (starts.get(key) ?? 0) + key.lexeme.length;
    const context = token.lexeme.toLowerCase();
    return [{ context, keys: [key.lexeme], computed: false, start: starts.get(token) ?? 0, end, carried: true }];
  });
}
