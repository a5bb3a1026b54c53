import type { Place } from "../../../core/span.ts";
import type { Argument, Closure, Node } from "./nodes.ts";
import type { Placer } from "./placer.ts";
import type { SyntaxFault, Token } from "./tokens.ts";

/** Deeper nesting than any pipeline has; the parser recurses. */
const MAX_DEPTH = 150;

const CLOSING = /^[)\]}]$/;

/** What each kind of thing is read by: these lead into each other, and so come in from outside. */
export interface Grammar {
  /** Undefined where no statement begins. */
  statement(parser: Parser): Node | undefined;
  /** With `commands` a call may go without brackets; undefined where no expression begins. */
  expression(parser: Parser, commands: boolean): Node | undefined;
  arguments(parser: Parser): Argument[];
}

/** Steps through tokens. Every method leaves it further on, or says that nothing is there. */
export class Parser {
  readonly placer: Placer;
  readonly faults: SyntaxFault[];
  readonly #grammar: Grammar;
  readonly #tokens: readonly Token[];
  #at = 0;
  #end: number;
  #depth: number;

  constructor(tokens: readonly Token[], placer: Placer, grammar: Grammar, faults: SyntaxFault[] = [], depth = 0) {
    this.#grammar = grammar;
    this.#tokens = tokens;
    this.placer = placer;
    this.faults = faults;
    this.#end = tokens.length;
    this.#depth = depth;
  }

  get at(): number {
    return this.#at;
  }

  /** The token so many further on; undefined behind the last one of the bracket. */
  peek(ahead = 0): Token | undefined {
    const index = this.#at + ahead;
    return index < this.#end ? this.#tokens[index] : undefined;
  }

  take(): Token | undefined {
    const token = this.peek();
    if (token !== undefined) this.#at++;
    return token;
  }

  /** Whether the next token is this symbol. */
  sees(written: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "symbol" && token.written === written;
  }

  seesName(written: string): boolean {
    const token = this.peek();
    return token?.kind === "name" && token.written === written;
  }

  takes(written: string): boolean {
    const found = this.sees(written);
    if (found) this.#at++;
    return found;
  }

  skipLines(): void {
    while (this.peek()?.kind === "line") this.#at++;
  }

  /** How far the next token that is no end of a line lies. */
  behindLines(): number {
    return this.peek()?.kind === "line" ? 1 : 0;
  }

  /** The index behind the bracket that opens so many tokens further on. */
  behindBracket(ahead = 0): number {
    return (this.#tokens[this.#at + ahead]?.close ?? this.#at + ahead) + 1 - this.#at;
  }

  skip(count: number): void {
    this.#at = Math.min(this.#end, this.#at + count);
  }

  /** Reads what stands in the bracket that opens here, and steps behind it. */
  within<Result>(read: () => Result): Result | undefined {
    const opening = this.#tokens[this.#at];
    const close = Math.min(opening?.close ?? this.#end, this.#end);
    const outer = this.#end;
    this.#at++;
    const result = this.deeper(() => {
      this.#end = close;
      return read();
    });
    this.#end = outer;
    this.#at = Math.min(outer, close + 1);
    return result;
  }

  /** Reads one level further down; undefined where that is too deep, and then the place is noted. */
  deeper<Result>(read: () => Result): Result | undefined {
    if (this.#depth >= MAX_DEPTH) {
      const token = this.peek();
      const tooDeep = "is nested too deep to be read here";
      if (token !== undefined && this.faults.at(-1)?.message !== tooDeep)
        this.faults.push({ start: token.start, end: token.end, message: tooDeep });
      return undefined;
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** All statements up to the end. */
  statements(): Node[] {
    const found: Node[] = [];
    while (this.peek() !== undefined) {
      const before = this.#at;
      const token = this.peek();
      if (token?.kind === "line" || this.sees(";") || (token?.kind === "symbol" && CLOSING.test(token.written))) {
        this.#at++;
        continue;
      }
      const statement = this.deeper(() => this.#grammar.statement(this));
      if (statement !== undefined) found.push(statement);
      // What no statement begins with is passed over.
      if (this.#at === before) this.#at++;
    }
    return found;
  }

  expression(commands: boolean): Node | undefined {
    return this.deeper(() => this.#grammar.expression(this, commands));
  }

  /** The arguments, items or entries up to the end. */
  arguments(): Argument[] {
    return this.#grammar.arguments(this);
  }

  /** A closure at its brace. */
  closure(): Closure {
    const start = this.#at;
    const found = this.within(() => {
      const parameters = this.#parameters();
      return { parameters, body: this.statements() };
    });
    return { kind: "closure", parameters: [], body: [], ...found, place: this.placeFrom(start) };
  }

  /** `a, b ->` at the start of a closure. */
  #parameters(): string[] {
    const names: string[] = [];
    for (let ahead = 0; ahead < MOST_PARAMETERS; ahead++) {
      const token = this.peek(ahead);
      if (token === undefined) return [];
      if (token.written === "->") {
        this.skip(ahead + 1);
        return names;
      }
      if (token.kind === "name") {
        const next = this.peek(ahead + 1)?.written;
        if (next === "," || next === "->" || next === "=") names.push(token.written);
      } else if (token.kind === "symbol" && !/^[,=<>[\].?]$/.test(token.written)) return [];
    }
    return [];
  }

  /** The place from one token's start to the end of the last one that was taken. */
  placeFrom(index: number): Place {
    const start = this.#tokens[index]?.start ?? 0;
    const last = this.#tokens[Math.max(index, Math.min(this.#at, this.#tokens.length) - 1)];
    return this.placer.placeOf({ start, end: Math.max(start, last?.end ?? start) });
  }

  /** Reads what Groovy fills into a text. */
  hole(tokens: readonly Token[]): Node | undefined {
    const inner = new Parser(tokens, this.placer, this.#grammar, this.faults, this.#depth);
    return this.deeper(() => inner.statements())?.at(-1);
  }
}

/** Tokens that the parameters of a closure may take. */
const MOST_PARAMETERS = 60;
