import type { Argument, Name, Node } from "./nodes.ts";
import type { Parser } from "./parser.ts";

const MODIFIERS = new Set("def var final static private public protected abstract transient volatile".split(" "));

/** Statements with something in brackets and a block behind it. */
const BLOCKS = new Set("if while for switch catch synchronized".split(" "));

/** Statements with a block only. */
const BARE = new Set("try else finally do".split(" "));

/** Statements with a value, or none. */
const VALUES = new Set("return throw assert".split(" "));

/** Reads one statement; undefined where none begins here. */
export function parseStatement(parser: Parser): Node | undefined {
  const token = parser.peek();
  if (parser.sees("@")) return parseAnnotation(parser);
  if (token?.kind !== "name") return parser.expression(true);
  const { written } = token;
  if (parser.sees(":", 1) && !BLOCKS.has(written)) {
    parser.skip(2);
    return undefined;
  }
  if ((written === "import" || written === "package") && parser.peek(1)?.kind === "name") return skipLine(parser);
  if (BLOCKS.has(written) && parser.sees("(", 1)) return parseBlock(parser, true);
  if (BARE.has(written)) return parseBlock(parser, false);
  if (VALUES.has(written)) return parseValue(parser);
  if (written === "case" || written === "break" || written === "continue") return parseValue(parser);
  if (/^(?:class|interface|enum|trait)$/.test(written) && parser.peek(1)?.kind === "name") return parseClass(parser);
  return parseDeclaration(parser) ?? parser.expression(true);
}

function skipLine(parser: Parser): undefined {
  while (parser.peek() !== undefined && parser.peek()?.kind !== "line" && !parser.sees(";")) parser.skip(1);
}

/** `@Library('name@version') _`; the call's name begins with the sign. */
function parseAnnotation(parser: Parser): Node | undefined {
  const start = parser.at;
  parser.skip(1);
  const name = parser.peek();
  if (name?.kind !== "name") return undefined;
  parser.skip(1);
  while (parser.sees(".")) parser.skip(2);
  const callee: Name = { kind: "name", name: `@${name.written}`, place: parser.placeFrom(start) };
  const args: readonly Argument[] = parser.sees("(") ? (parser.within(() => parser.arguments()) ?? []) : [];
  if (parser.seesName("_")) parser.skip(1);
  return { kind: "call", callee, args, place: parser.placeFrom(start) };
}

function parseBlock(parser: Parser, hasHead: boolean): Node {
  const start = parser.at;
  const keyword = parser.take()?.written ?? "";
  const head = hasHead ? (parser.within(() => parser.statements()) ?? []) : [];
  return { kind: "construct", keyword, head, body: parseBody(parser), place: parser.placeFrom(start) };
}

/** A block, or the one statement that stands in its place. */
function parseBody(parser: Parser): Node[] {
  parser.skipLines();
  if (parser.sees("{")) return parser.within(() => parser.statements()) ?? [];
  const statement = parser.deeper(() => parseStatement(parser));
  return statement === undefined ? [] : [statement];
}

function parseValue(parser: Parser): Node {
  const start = parser.at;
  const keyword = parser.take()?.written ?? "";
  const value = parser.peek()?.kind === "line" ? undefined : parser.expression(true);
  if (keyword === "case") parser.takes(":");
  return {
    kind: "construct",
    keyword,
    head: value === undefined ? [] : [value],
    body: [],
    place: parser.placeFrom(start),
  };
}

function parseClass(parser: Parser): Node {
  const start = parser.at;
  const keyword = parser.take()?.written ?? "";
  while (parser.peek() !== undefined && !parser.sees("{") && parser.peek()?.kind !== "line") parser.skip(1);
  return { kind: "construct", keyword, head: [], body: parseBody(parser), place: parser.placeFrom(start) };
}

/** A variable or a function with its type or `def`; undefined where none stands here. */
function parseDeclaration(parser: Parser): Node | undefined {
  const start = parser.at;
  let ahead = 0;
  while (MODIFIERS.has(parser.peek(ahead)?.written ?? "")) ahead++;
  const isModified = ahead > 0;
  if (isModified && parser.sees("(", ahead)) return parseSeveral(parser, ahead);
  const typed = ahead + typeAt(parser, ahead);
  const isTyped = typed > ahead && isName(parser, typed);
  const at = isTyped ? typed : ahead;
  if (!isName(parser, at) || (!isModified && !isTyped)) return undefined;
  if (parser.sees("(", at + 1)) {
    const name = parser.peek(at);
    const more = behindThrows(parser, parser.behindBracket(at + 1));
    if (name === undefined || !parser.sees("{", more)) return undefined;
    parser.skip(at + 1);
    return parseFunction(parser, start, {
      kind: "name",
      name: name.text?.value ?? name.written,
      place: parser.placer.placeOf(name),
    });
  }
  const next = parser.peek(at + 1);
  const isAssigned = parser.sees("=", at + 1);
  if (!isModified && !isAssigned) return undefined;
  if (!isAssigned && next !== undefined && next.kind !== "line" && !/^[;,]$/.test(next.written)) return undefined;
  parser.skip(at);
  const [name, place] = [parser.peek()?.written ?? "", parser.placer.placeOf(parser.peek() ?? { start: 0, end: 0 })];
  parser.skip(1);
  const target: Name = { kind: "name", name, place };
  if (!parser.takes("=")) return { kind: "name", name, place };
  parser.skipLines();
  const value = parser.expression(true) ?? target;
  return { kind: "assignment", target, value, isDeclaration: true, adds: false, place: parser.placeFrom(start) };
}

/** Where the block of a function would stand: behind what it throws, or on a line of its own. */
function behindThrows(parser: Parser, from: number): number {
  let ahead = from;
  if (parser.peek(ahead)?.written === "throws")
    while (/^(?:[\w.]+|,)$/.test(parser.peek(ahead)?.written ?? "") && ahead < from + MOST_OF_TYPE) ahead++;
  return parser.peek(ahead)?.kind === "line" ? ahead + 1 : ahead;
}

const isName = (parser: Parser, ahead: number): boolean => {
  const token = parser.peek(ahead);
  return token?.kind === "name" || (token?.kind === "text" && parser.sees("(", ahead + 1));
};

/** How many tokens a type takes: `Map<String, List<String>>`, `String[]`. */
function typeAt(parser: Parser, from: number): number {
  let ahead = from;
  if (parser.peek(ahead)?.kind !== "name") return 0;
  ahead++;
  while (parser.sees(".", ahead) && parser.peek(ahead + 1)?.kind === "name") ahead += 2;
  if (parser.sees("<", ahead)) {
    let depth = 0;
    for (let count = 0; count < MOST_OF_TYPE; count++, ahead++) {
      const written = parser.peek(ahead)?.written ?? "";
      if (written === "<") depth++;
      else if (written === ">") depth--;
      else if (written === ">>") depth -= 2;
      else if (!/^[\w.,?]+$/.test(written)) return 0;
      if (depth <= 0) break;
    }
    ahead++;
  }
  while (parser.sees("[", ahead) && parser.sees("]", ahead + 1)) ahead += 2;
  return ahead - from;
}

/** Tokens that the parameters of a type may take. */
const MOST_OF_TYPE = 40;

/** `def (a, b) = …` */
function parseSeveral(parser: Parser, ahead: number): Node | undefined {
  const start = parser.at;
  parser.skip(ahead);
  const targets = parser.within(() => parser.arguments()) ?? [];
  const target: Node = { kind: "list", items: targets, place: parser.placeFrom(start) };
  if (!parser.takes("=")) return undefined;
  parser.skipLines();
  const value = parser.expression(true) ?? target;
  return { kind: "assignment", target, value, isDeclaration: true, adds: false, place: parser.placeFrom(start) };
}

function parseFunction(parser: Parser, start: number, name: Name): Node {
  const parameters = parser.within(() => {
    const names: string[] = [];
    for (let token = parser.peek(); token !== undefined; token = parser.peek()) {
      const last = parser.peek(1);
      const isLast = last === undefined || last.kind === "line" || last.written === "," || last.written === "=";
      if (token.kind === "name" && isLast) names.push(token.written);
      if (parser.sees("=")) {
        parser.skip(1);
        parser.expression(false);
      } else parser.skip(1);
    }
    return names;
  });
  parser.skip(behindThrows(parser, 0));
  const body = parseBody(parser);
  return { kind: "definition", name, parameters: parameters ?? [], body, place: parser.placeFrom(start) };
}
