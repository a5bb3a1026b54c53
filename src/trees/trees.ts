export { startGrammars } from "./open-grammar.ts";
export { readTreeWith } from "./read-tree.ts";
