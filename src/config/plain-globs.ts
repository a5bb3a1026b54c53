/** Segments that a glob is made of here: words with `*` in them, or `**` alone. */
const SEGMENT = /^[\w.@+ \-*]+$/;

/**
 * Makes the test of a glob that is made of plain words, `*` and `**`; undefined for any other, which minimatch has to read.
 * It judges paths that lead through no `.` and `..` as minimatch does.
 */
export function plainGlob(pattern: string): ((path: string) => boolean) | undefined {
  const segments = pattern.split("/");
  const isPlain = segments.every((segment) => SEGMENT.test(segment) && segment !== "." && segment !== "..");
  if (!isPlain) return undefined;
  const tests = segments.map((segment) => (segment === "**" ? "any" : segmentTest(segment)));
  return (path) => fits(path.split(/\/+/), 0, tests, 0);
}

type SegmentTest = (segment: string) => boolean;

function segmentTest(pattern: string): SegmentTest {
  if (!pattern.includes("*")) return (segment) => segment === pattern;
  const [first = "", ...words] = pattern.split("*");
  const last = words.pop() ?? "";
  if (first + words.join("") + last === "") return (segment) => segment !== "";
  return (segment) => {
    const end = segment.length - last.length;
    if (end < first.length || !segment.startsWith(first) || !segment.endsWith(last)) return false;
    let at = first.length;
    for (const word of words) {
      const found = segment.indexOf(word, at);
      if (found === -1) return false;
      at = found + word.length;
    }
    return at <= end;
  };
}

/** Whether the segments from `at` on fit the tests from `next` on. */
function fits(segments: readonly string[], at: number, tests: readonly ("any" | SegmentTest)[], next: number): boolean {
  const test = tests[next];
  // A slash at the end of a path says nothing.
  if (test === undefined) return at === segments.length || (at === segments.length - 1 && segments[at] === "");
  if (at === segments.length) return false;
  if (test !== "any") return test(segments[at] ?? "") && fits(segments, at + 1, tests, next + 1);
  if (next === tests.length - 1) return true;
  for (let from = at; from < segments.length; from++) if (fits(segments, from, tests, next + 1)) return true;
  return false;
}
