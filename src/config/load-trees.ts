import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LimitError } from "../core/errors.ts";
import type { ParserOf, ParseText, TreeLanguage } from "../core/syntax.ts";
import type { ReadTree } from "../core/tree-reading.ts";

/** What `trees.cjs` exports. */
interface TreesFile {
  readTreeWith(parserOf: ParserOf): ReadTree;
  startJavaScript(wasm: Uint8Array): ParseText;
  startGrammars(runtime: { readonly script: string; readonly wasm: Uint8Array }): (wasm: Uint8Array) => ParseText;
}

/**
 * Gives what reads syntax trees, from the program's folder. Nothing is loaded before a file asks for it, and each parser with the first
 * file of its language. Throws a LimitError where a file of the program is missing or broken.
 */
export function treesIn(folder: string): ReadTree {
  let read: ReadTree | undefined;
  return (unit) => {
    read ??= load(folder);
    return read(unit);
  };
}

function load(folder: string): ReadTree {
  // What is loaded has to be there at once, and an import gives a promise.
  const loadNow = createRequire(join(folder, "trees.cjs"));
  const trees = ofProgram("trees.cjs", () => loadNow(join(folder, "trees.cjs")) as TreesFile);
  const parsers = new Map<TreeLanguage, ParseText>();
  let open: ReturnType<TreesFile["startGrammars"]> | undefined;
  const parserOf = (language: TreeLanguage): ParseText => {
    if (language === "javascript")
      return ofProgram("oxc-parser.wasm", () => trees.startJavaScript(readFileSync(join(folder, "oxc-parser.wasm"))));
    return ofProgram(`tree-sitter-${language}.wasm`, () => {
      open ??= trees.startGrammars({
        script: readFileSync(join(folder, "web-tree-sitter.txt"), "utf8"),
        wasm: readFileSync(join(folder, "web-tree-sitter.wasm")),
      });
      return open(readFileSync(join(folder, `tree-sitter-${language}.wasm`)));
    });
  };
  return trees.readTreeWith((language) => {
    const known = parsers.get(language) ?? parserOf(language);
    parsers.set(language, known);
    return known;
  });
}

function ofProgram<Loaded>(file: string, run: () => Loaded): Loaded {
  try {
    return run();
  } catch {
    throw new LimitError(
      `was searched as text only: ${file} of sealint cannot be loaded`,
      "Install sealint again, or run `npm run build` in a checkout.",
    );
  }
}
