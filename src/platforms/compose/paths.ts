/** The folder of a file with its slash, empty for the root. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** A path that is written from the folder of a file, from the root. */
export function beside(path: string, written: string): string {
  const parts = folderOf(path).split("/").filter(Boolean);
  for (const part of written.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
