import { relative } from "node:path";

/** What leads from where the person stands to the root, both absolute; a root that lies far away is named in full. */
export function pathPrefixOf(root: string, cwd: string): string {
  const way = relative(cwd, root);
  if (way === "") return "";
  const prefix = /^\.\.[\\/]\.\./.test(way) ? root : way;
  return `${prefix.replaceAll("\\", "/")}/`;
}
