/** Characters of what was asked about that are kept at most; a scan of many repositories must not grow for ever. */
const MOST_KEPT = 4_000_000;

/** The same function of a text, which remembers what it gave: pipelines say the same things over and over. */
export function remember<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  let kept = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = compute(text);
    kept += text.length;
    if (kept > MOST_KEPT) {
      known.clear();
      kept = text.length;
    }
    known.set(text, result);
    return result;
  };
}
