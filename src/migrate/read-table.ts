/** Reads a table of ids: a line each, `theirs: ours ours`. */
export function readTable(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [theirs = "", ours = ""] = line.split(":");
      return [theirs, ours.split(" ").filter((id) => id !== "")];
    }),
  );
}
