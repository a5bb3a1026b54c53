import type { ParseText } from "../core/syntax.ts";
import { EstreeNode, type RawNode } from "./estree-node.ts";
import { type Dialect, openOxc, type ParseToJson } from "./oxc/open-oxc.ts";

/** In files of these names `<T>x` is a cast, and no tag. */
const WITHOUT_TAGS = /\.[cm]?ts$/i;
/** They tell types only. */
const DECLARATIONS = /\.d\.[cm]?ts$/i;

const dialectOf = (path: string): Dialect => (DECLARATIONS.test(path) ? "dts" : WITHOUT_TAGS.test(path) ? "ts" : "tsx");

/** Gives what parses JavaScript and TypeScript, tags included, from oxc's parser in some bytes of WebAssembly; throws where they are none. */
export function startJavaScript(wasm: Uint8Array): ParseText {
  const module = new WebAssembly.Module(new Uint8Array(wasm));
  let parse: ParseToJson | undefined = openOxc(module);
  return (text, path) => {
    try {
      parse ??= openOxc(module);
      const { node } = JSON.parse(parse(text, dialectOf(path))) as { readonly node: Program };
      // Text that is none of the language is searched as text, and that has been done.
      return node.body.length === 0 ? undefined : { root: new EstreeNode(node, undefined), release: () => {} };
    } catch {
      // It nests deeper than the stack reaches. What is left of the module cannot be used any more.
      parse = undefined;
      return undefined;
    }
  };
}

interface Program extends RawNode {
  readonly body: readonly unknown[];
}
