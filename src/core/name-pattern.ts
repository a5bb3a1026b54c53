/** Whether a pattern, in which `*` stands for anything, names a text; case does not count. No pattern makes it slow. */
export function namesText(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const sought = text.toLowerCase();
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return first === sought;
  if (sought.length < first.length + last.length || !sought.startsWith(first) || !sought.endsWith(last)) return false;
  const end = sought.length - last.length;
  let at = first.length;
  // The first place of each part leaves the most to those behind it.
  for (const part of rest) {
    const found = sought.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether one of several patterns names a text. */
export const namesOne = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => namesText(pattern, text));
