import type { AzurePipelinesModel, TemplateCall } from "./model.ts";

/** Another file of the same repository by its path, where the scan has it. */
export type FindTemplate = (path: string) => AzurePipelinesModel | undefined;

/** Repository that a template comes from, by its alias; undefined for the file's own. */
export function repositoryOf({ file }: TemplateCall): string | undefined {
  const at = file.value.lastIndexOf("@");
  const alias = at === -1 ? undefined : file.value.slice(at + 1).trim();
  return alias === undefined || alias === "self" ? undefined : alias;
}

/** The file that a call includes, if it lies in the same repository and is there. */
export function templateOf(
  { path }: AzurePipelinesModel,
  call: TemplateCall,
  find: FindTemplate,
): AzurePipelinesModel | undefined {
  if (repositoryOf(call) !== undefined) return undefined;
  const name = call.file.value.replace(/@self$/, "").trim();
  if (name === "" || name.includes("$")) return undefined;
  const folders = path.split("/").slice(0, -1);
  if (!name.startsWith("/")) return find(joined(folders, name));
  // A scan need not begin at the repository's root: its outermost folder is tried last.
  for (let depth = 0; depth <= folders.length; depth++) {
    const found = find(joined(folders.slice(0, depth), name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function joined(folders: readonly string[], name: string): string {
  const parts = [...folders];
  for (const part of name.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
