/** A table in Markdown; columns after the first hold numbers and stand to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows].map(line).join("");
}

/** A number with as many decimals as are of use: three digits, or all before the point. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
