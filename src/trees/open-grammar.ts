import { createContext, Script } from "node:vm";
import type { ParseText } from "../core/syntax.ts";
import { SitterNode, type SitterRaw } from "./sitter-node.ts";

/** What parses with grammars: web-tree-sitter's script as CommonJS, and its WebAssembly. */
export interface GrammarRuntime {
  readonly script: string;
  readonly wasm: Uint8Array;
}

interface SitterTree {
  readonly rootNode: SitterRaw;
  delete(): void;
}

/** Makes a parser of a grammar in some bytes of WebAssembly; throws where they are none. */
export type OpenGrammar = (wasm: Uint8Array) => ParseText;

/** What the script finds: a browser's worker, whose way of starting needs nothing but this. It has nobody to tell anything. */
const silent = { log: () => {}, error: () => {}, warn: () => {} };
const SURROUNDINGS = { location: { href: "file:///" }, WorkerGlobalScope: {}, console: silent };

/** Starts what was loaded as `module`, and hands out how to open a grammar. */
const START = `
module.exports.Parser.init({
  instantiateWasm(imports, done) {
    const compiled = new WebAssembly.Module(new Uint8Array(runtime.wasm));
    const instance = new WebAssembly.Instance(compiled, imports);
    done(instance, compiled);
    return instance.exports;
  },
}).then(() => {
  runtime.open = (wasm) => {
    const { Parser, Language } = module.exports;
    const parser = new Parser();
    parser.setLanguage(Language.loadSync(new WebAssembly.Module(new Uint8Array(wasm))));
    return (text, most) => {
      let steps = 0;
      const tree = parser.parse(text, null, { progressCallback: () => ++steps > most });
      if (tree === null) parser.reset();
      return tree;
    };
  };
});`;

type Parse = (text: string, most: number) => SitterTree | null;

/** Hundreds of operations that parsing a text may take. Written code takes five for 1,000 characters, seldom 20; what is no code takes any number. */
const mostSteps = (text: string): number => Math.min(6000, 200 + text.length / 40);

/** Gives a parser for a grammar in some bytes of WebAssembly; throws where they are none. */
export function startGrammars(runtime: GrammarRuntime): OpenGrammar {
  return (wasm) => {
    // Each grammar has a runtime of its own: where one comes to its end, the others go on.
    let parse: Parse | undefined = start(runtime)(wasm);
    return (text) => {
      try {
        parse ??= start(runtime)(wasm);
        const tree = parse(text, mostSteps(text));
        if (tree === null) return undefined;
        const { rootNode } = tree;
        return { root: new SitterNode(rootNode, undefined), hasFault: rootNode.hasError, release: () => tree.delete() };
      } catch {
        // Out of memory or stack, which only what is no code brings about: what is left of it cannot be used any more.
        parse = undefined;
        return undefined;
      }
    };
  };
}

/**
 * Starts web-tree-sitter at once. Its start gives a promise, and a scan waits for none; in a context of its own such promises are
 * settled when the script ends, since nothing in it waits for anything but them.
 */
function start({ script, wasm }: GrammarRuntime): (wasm: Uint8Array) => Parse {
  const runtime: { wasm: Uint8Array; open?: (wasm: Uint8Array) => Parse } = { wasm };
  const module = { exports: {} };
  const own = { ...SURROUNDINGS, TextDecoder, TextEncoder, URL, module, exports: module.exports, runtime };
  const context = createContext({ ...own, self: own }, { microtaskMode: "afterEvaluate" });
  new Script(script, { filename: "web-tree-sitter.cjs" }).runInContext(context);
  new Script(START, { filename: "start-grammars.js" }).runInContext(context);
  if (runtime.open === undefined) throw new Error("web-tree-sitter did not start");
  return runtime.open;
}
