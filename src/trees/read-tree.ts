import { layoutPath } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { SecretMatch } from "../core/stages.ts";
import type { ParserOf, SyntaxNode, SyntaxTree, TreeLanguage } from "../core/syntax.ts";
import { type TextView, viewText } from "../core/text.ts";
import type { TreeClue } from "../core/tree-clue.ts";
import { languageOf } from "../core/tree-language.ts";
import type { CarriedMatch, JoinedValue, ReadTree, TreeReading } from "../core/tree-reading.ts";
import { carriedAt } from "./carried.ts";
import { cluesOf } from "./clues-of.ts";
import type { Grammar } from "./grammar.ts";
import { joinedFrom } from "./joined.ts";
import { go } from "./languages/go.ts";
import { java } from "./languages/java.ts";
import { javascript } from "./languages/javascript.ts";
import { python } from "./languages/python.ts";
import { rolesOf } from "./roles-of.ts";

const GRAMMARS: Readonly<Record<TreeLanguage, Grammar>> = { javascript, python, go, java };

/** What a framework fills in, and what it takes where nothing is set: `@Value("${db.password:…}")`. */
const FALLBACK = /\$\{(?<name>[\w.\-]{1,60}):-?$/;
const LONGEST_FALLBACK = 64;

/** Makes what reads units as trees. */
export const readTreeWith =
  (parserOf: ParserOf): ReadTree =>
  (unit) => {
    const language = languageOf(layoutPath(unit));
    const parse = language === undefined ? undefined : parserOf(language);
    if (language === undefined || parse === undefined) return undefined;
    const view = viewText(unit.bytes);
    const tree = parse(view.text, unit.path);
    return tree === undefined ? undefined : new Reading(tree, view, language);
  };

class Reading implements TreeReading {
  readonly #root: SyntaxNode;
  readonly #view: TextView;
  readonly #language: TreeLanguage;
  readonly isWhole: boolean;
  readonly release: () => void;

  constructor(tree: SyntaxTree, view: TextView, language: TreeLanguage) {
    this.#root = tree.root;
    this.#view = view;
    this.#language = language;
    this.isWhole = tree.hasFault !== true;
    this.release = () => tree.release();
  }

  get #grammar(): Grammar {
    return GRAMMARS[this.#language];
  }

  cluesOf({ secret, quoted }: Pick<SecretMatch, "secret" | "quoted">): readonly TreeClue[] {
    const { text: source } = this.#view;
    const grammar = this.#grammar;
    const [start, end] = [this.#view.indexAt(secret.start), this.#view.indexAt(secret.end)];
    const inner = nodeAt(this.#root, start, end);
    if (inner === undefined) return [];
    if (!quoted && grammar.names.has(inner.type))
      return [{ clue: "nameInCode", reason: "it is a name in the code, and no text" }];
    if (inner.type === "JSXText") return [{ clue: "forPeople", reason: "it is a text that people read on a page" }];
    const where = { language: this.#language, source };
    // A whole sum of constants: the match begins in its first part and ends in its last.
    if (grammar.operands(inner, source) !== undefined) return cluesOf(rolesOf(inner, grammar, source), true, where);
    const text = textAbove(inner, grammar, source);
    const content = text === undefined ? undefined : grammar.content(text, source);
    if (text === undefined || content === undefined) return [];
    const joined = joinedFrom(text, grammar, source);
    const isAll = joined === undefined && content.start === start && content.end === end;
    const clues = cluesOf(rolesOf(joined?.node ?? text, grammar, source), isAll, where);
    const filled = FALLBACK.exec(source.slice(Math.max(content.start, start - LONGEST_FALLBACK), start))?.groups?.[
      "name"
    ];
    return filled === undefined ? clues : [...clues, { clue: "inSyntax", reason: `it is the default of ${filled}` }];
  }

  joinedAt(secret: Span): JoinedValue | undefined {
    const { text: source } = this.#view;
    const inner = nodeAt(this.#root, this.#view.indexAt(secret.start), this.#view.indexAt(secret.end));
    const text = inner === undefined ? undefined : textAbove(inner, this.#grammar, source);
    const joined = text === undefined ? undefined : joinedFrom(text, this.#grammar, source);
    if (joined === undefined || joined.parts.length < 2) return undefined;
    return {
      value: joined.parts.map(({ start, end }) => source.slice(start, end)).join(""),
      parts: joined.parts.map(({ start, end }) => ({ start: this.#view.byteAt(start), end: this.#view.byteAt(end) })),
    };
  }

  *carried(starts: readonly Span[], keyword: RegExp): Iterable<CarriedMatch> {
    const seen = new Set<number>();
    const where = { root: this.#root, view: this.#view, grammar: this.#grammar, language: this.#language };
    for (const { start, end } of starts) {
      keyword.lastIndex = this.#view.indexAt(start);
      const to = this.#view.indexAt(end);
      for (let found = keyword.exec(this.#view.text); found !== null; found = keyword.exec(this.#view.text)) {
        if (found.index >= to) break;
        for (const carried of carriedAt(where, found.index, found.index + found[0].length)) {
          const { start: at } = carried.match.secret;
          if (seen.has(at)) continue;
          seen.add(at);
          yield carried;
        }
        keyword.lastIndex = found.index + 1;
      }
    }
  }
}

/** The smallest node around a stretch; undefined in what could not be parsed. */
function nodeAt(root: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  let node = root;
  for (;;) {
    if (node.type === "ERROR") return undefined;
    const inner = node.children.find((one) => one.start <= start && end <= one.end && one.end > one.start);
    if (inner === undefined) return node;
    node = inner;
  }
}

/** The text that a node is in, or is. */
function textAbove(node: SyntaxNode, grammar: Grammar, source: string): SyntaxNode | undefined {
  if (!grammar.texts.has(node.type)) return undefined;
  let text = node;
  while (grammar.content(text, source) === undefined) {
    if (text.type === "TemplateElement") return text;
    if (text.parent === undefined || !grammar.texts.has(text.parent.type)) return undefined;
    text = text.parent;
  }
  return text;
}
