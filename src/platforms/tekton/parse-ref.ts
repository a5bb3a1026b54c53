import { valueOf } from "../document/access.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { Ref } from "./model.ts";
import { optional, parseGiven, textOf } from "./parse-values.ts";

/** What is run by its name. */
export function parseRef(node: DocumentNode | undefined): Ref | undefined {
  if (node?.kind !== "map") return undefined;
  const params = parseGiven(valueOf(node, "params") ?? valueOf(node, "resource"));
  return {
    ...optional("name", textOf(node, "name")),
    ...optional("kind", textOf(node, "kind")),
    ...optional("resolver", textOf(node, "resolver")),
    ...optional("bundle", textOf(node, "bundle")),
    params,
  };
}
