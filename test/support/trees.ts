import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ParserOf, ParseText, TreeLanguage } from "../../src/core/syntax.ts";
import type { ReadTree } from "../../src/core/tree-reading.ts";
import { startGrammars } from "../../src/trees/open-grammar.ts";
import { startJavaScript } from "../../src/trees/parse-javascript.ts";
import { readTreeWith } from "../../src/trees/read-tree.ts";

const fileOf = (name: string): string => join(import.meta.dirname, "../../node_modules", name);

let open: ReturnType<typeof startGrammars> | undefined;

/** Parsers of the sources and the installed packages; each is loaded when a test first needs it. */
function load(language: TreeLanguage): ParseText {
  if (language === "javascript") return startJavaScript(readFileSync(fileOf("oxc-parser/parser.wasm32-wasip1.wasm")));
  open ??= startGrammars({
    script: readFileSync(fileOf("web-tree-sitter/web-tree-sitter.cjs"), "utf8"),
    wasm: readFileSync(fileOf("web-tree-sitter/web-tree-sitter.wasm")),
  });
  return open(readFileSync(fileOf(`tree-sitter-${language}/tree-sitter-${language}.wasm`)));
}

const loaded = new Map<TreeLanguage, ParseText>();

const parserOf: ParserOf = (language) => {
  const parse = loaded.get(language) ?? load(language);
  loaded.set(language, parse);
  return parse;
};

export const readTree: ReadTree = readTreeWith(parserOf);
