import { parse } from "@typescript-eslint/typescript-estree";
import type { ParseText } from "../core/syntax.ts";
import { EstreeNode } from "./estree-node.ts";

/** In files of these names `<T>x` is a cast, and no tag. */
const WITHOUT_TAGS = /\.[cm]?ts$/i;

/** Parses JavaScript and TypeScript, tags included; undefined where the text has a fault. */
export const parseJavaScript: ParseText = (text, path) => {
  const root = parsed(text, !WITHOUT_TAGS.test(path));
  return root === undefined ? undefined : { root, release: () => {} };
};

function parsed(text: string, jsx: boolean): EstreeNode | undefined {
  try {
    const program = parse(text, {
      jsx,
      range: true,
      loc: false,
      comment: false,
      loggerFn: false,
      allowInvalidAST: true,
    });
    return new EstreeNode(program, undefined);
  } catch {
    // Text that is none of the language is searched as text, and that has been done.
    return undefined;
  }
}
