import type { Hole, Name, Node, Text } from "./nodes.ts";
import { BINARY_NAMES } from "./operators.ts";
import type { Parser } from "./parser.ts";

/** Stands for what should be there and is not. */
export const nothing = (parser: Parser, start: number): Node => ({
  kind: "constant",
  written: "",
  place: parser.placeFrom(start),
});

/** Reads a text, a number, a name, a closure, or something in brackets; undefined where none begins. */
export function parsePrimary(parser: Parser): Node | undefined {
  const start = parser.at;
  const token = parser.peek();
  if (token === undefined || token.kind === "line") return undefined;
  if (token.text !== undefined) return takeText(parser);
  if (token.kind === "number") {
    parser.skip(1);
    return { kind: "constant", written: token.written, place: parser.placeFrom(start) };
  }
  if (token.kind === "name") return token.written === "new" ? parseNew(parser) : takeName(parser);
  if (token.written === "{") return parser.closure();
  if (token.written === "[") {
    const items = parser.within(() => parser.arguments()) ?? [];
    return { kind: "list", items, place: parser.placeFrom(start) };
  }
  return token.written === "(" ? parseBracket(parser) : undefined;
}

/** Something in brackets, or a cast with what is cast behind it. */
function parseBracket(parser: Parser): Node {
  const start = parser.at;
  const inner = parser.within(() => {
    parser.skipLines();
    const found = parser.expression(true);
    const isAll = parser.peek() === undefined;
    return { found, isAll };
  });
  const next = parser.peek();
  const isCast = inner?.found?.kind === "name" && next !== undefined && (next.kind === "name" || next.kind === "text");
  if (isCast && !BINARY_NAMES.has(next.written)) return parser.expression(false) ?? nothing(parser, start);
  return inner?.found ?? nothing(parser, start);
}

function takeName(parser: Parser): Name {
  const start = parser.at;
  const name = parser.take()?.written ?? "";
  return { kind: "name", name, place: parser.placeFrom(start) };
}

/** Takes a text with what Groovy fills into it. */
function takeText(parser: Parser): Text | undefined {
  const start = parser.at;
  const text = parser.take()?.text;
  if (text === undefined) return undefined;
  const holes = text.holes.flatMap((hole): Hole[] => {
    const node = parser.hole(hole.tokens);
    return node === undefined ? [] : [{ start: hole.start, end: hole.end, node }];
  });
  return { kind: "text", scalar: parser.placer.scalarOf(text), place: parser.placeFrom(start), holes };
}

/** `new a.b.Name<Type>(…)` as a call of `new Name`. */
function parseNew(parser: Parser): Node {
  const start = parser.at;
  parser.skip(1);
  let name = "";
  let isTyped = false;
  for (let token = parser.peek(); token !== undefined; token = parser.peek()) {
    if (token.kind === "name" && !isTyped) name = token.written;
    else if (token.written === "<") isTyped = true;
    else if (token.kind !== "name" && !/^[.>,?]$/.test(token.written)) break;
    parser.skip(1);
  }
  const callee: Name = { kind: "name", name: `new ${name}`, place: parser.placeFrom(start) };
  const args = parser.sees("(") || parser.sees("[") ? (parser.within(() => parser.arguments()) ?? []) : [];
  return { kind: "call", callee, args, place: parser.placeFrom(start) };
}
