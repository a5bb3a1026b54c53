import { parse } from "@typescript-eslint/typescript-estree";
import type { ParseText } from "../../src/core/syntax.ts";
import { EstreeNode, type RawNode } from "../../src/trees/estree-node.ts";

/** Parses as TypeScript's own parser does: what the product's parser is held against. Undefined where the text has a fault. */
export const parseWithTypescript: ParseText = (text, path) => {
  try {
    const jsx = !/\.[cm]?ts$/i.test(path);
    const program: unknown = parse(text, { jsx, range: true, comment: false, loggerFn: false, allowInvalidAST: true });
    return { root: new EstreeNode(withPlaces(program) as RawNode, undefined), release: () => {} };
  } catch {
    return undefined;
  }
};

/** The same tree with places as oxc tells them. */
function withPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlaces);
  if (typeof value !== "object" || value === null || value instanceof RegExp) return value;
  const {
    range,
    parent: _,
    ...fields
  } = value as { readonly range?: readonly [number, number]; readonly parent?: unknown };
  const inner = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, withPlaces(one)]));
  return range === undefined ? inner : { ...inner, start: range[0], end: range[1] };
}
