import type { Unit } from "../../../core/source.ts";
import type { Place } from "../../../core/span.ts";
import { type TextView, viewText } from "../../../core/text.ts";
import { byteOffsets } from "../../document/byte-offsets.ts";
import type { Scalar } from "../../document/tree.ts";
import type { TextRange } from "../../script/script.ts";
import { parseArguments } from "./arguments.ts";
import { parseExpression } from "./expression.ts";
import { lex } from "./lex.ts";
import type { Node } from "./nodes.ts";
import { type Grammar, Parser } from "./parser.ts";
import type { Placer } from "./placer.ts";
import { parseStatement } from "./statement.ts";
import type { LexedText } from "./tokens.ts";

/** Something in a file that is no Groovy. */
export interface Fault {
  readonly place: Place;
  readonly message: string;
}

const GRAMMAR: Grammar = { statement: parseStatement, expression: parseExpression, arguments: parseArguments };

/** Reads a unit as Groovy, as far as it is any. Never throws; takes time that grows with the length. */
export function parseGroovy(unit: Unit): { readonly statements: readonly Node[]; readonly faults: readonly Fault[] } {
  const view = viewText(unit.bytes);
  const placer = placerOf(unit, view);
  const { tokens, faults } = lex(view.text);
  const parser = new Parser(tokens, placer, GRAMMAR);
  const statements = parser.statements();
  const found = [...faults, ...parser.faults].map(({ message, ...range }) => ({
    message,
    place: placer.placeOf(range),
  }));
  return { statements, faults: found.sort((a, b) => a.place.span.start - b.place.span.start) };
}

function placerOf(unit: Unit, view: TextView): Placer {
  const offsets = byteOffsets(view, unit.bytes.length);
  const placeOf = ({ start, end }: TextRange): Place => ({
    unit: unit.id,
    span: { start: offsets.at(start), end: offsets.at(end) },
  });
  const scalarOf = (text: LexedText): Scalar => ({
    kind: "scalar",
    value: text.value,
    style: text.isDouble ? "double" : "single",
    place: placeOf(text),
    runs: runsOf(text, view.text, offsets),
  });
  return { placeOf, scalarOf };
}

/** The pairs of a text with bytes for offsets, and one more behind each character that takes several bytes. */
function runsOf({ runs, value }: LexedText, source: string, offsets: ReturnType<typeof byteOffsets>): number[] {
  const found: number[] = [];
  for (let pair = 0; pair < runs.length; pair += 2) {
    const at = runs[pair] ?? 0;
    const from = runs[pair + 1] ?? 0;
    found.push(at, offsets.at(from));
    if (offsets.uniform) continue;
    const until = runs[pair + 2] ?? value.length;
    for (let index = at; index < until; index++) {
      if (source.charCodeAt(from + index - at) >= 0x80) found.push(index + 1, offsets.at(from + index - at + 1));
    }
  }
  return found;
}
