import type { Argument, Name } from "./nodes.ts";
import type { Parser } from "./parser.ts";

/** Reads arguments, items of a list or entries of a map, up to the end of the bracket. */
export function parseArguments(parser: Parser): Argument[] {
  const found: Argument[] = [];
  while (parser.peek() !== undefined) {
    const before = parser.at;
    parser.skipLines();
    const argument = parseArgument(parser, false);
    if (argument !== undefined) found.push(argument);
    parser.skipLines();
    parser.takes(",");
    // What no argument begins with is passed over.
    if (parser.at === before) parser.skip(1);
  }
  return found;
}

/** An argument with its name, where it has one. */
export function parseArgument(parser: Parser, commands: boolean): Argument | undefined {
  const name = parseKey(parser);
  if (name !== undefined) parser.skipLines();
  const value = parser.expression(commands);
  if (value === undefined) return undefined;
  return name === undefined ? { value } : { name, value };
}

/** `key:` in front of a value: a name, a text, or something in brackets that is worked out. */
function parseKey(parser: Parser): Name | undefined {
  const token = parser.peek();
  if (token === undefined) return undefined;
  const start = parser.at;
  if (parser.sees("(") && parser.sees(":", parser.behindBracket())) {
    parser.skip(parser.behindBracket() + 1);
    return { kind: "name", name: "", place: parser.placeFrom(start) };
  }
  if (!parser.sees(":", 1)) return undefined;
  if (token.kind === "symbol" && token.written !== "*") return undefined;
  parser.skip(2);
  const place = parser.placer.placeOf(token.text ?? token);
  return { kind: "name", name: token.text?.value ?? token.written, place };
}
