import type { Node } from "./nodes.ts";

export const isTrue = (node: Node | undefined): boolean => node?.kind === "name" && node.name === "true";
