export { startGrammars } from "./open-grammar.ts";
export { startJavaScript } from "./parse-javascript.ts";
export { readTreeWith } from "./read-tree.ts";
