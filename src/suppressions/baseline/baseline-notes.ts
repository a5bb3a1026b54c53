import type { LeftEntry } from "../../core/baseline.ts";
import type { Problem } from "../../core/source.ts";

/** What there is to say of a baseline that keeps nothing from being found. */
export function baselineNotes(
  left: readonly LeftEntry[],
  isSearched: (path: string) => boolean,
  { path, known }: { readonly path: string; readonly known: () => readonly string[] },
): readonly Problem[] {
  const searched = left.filter(({ entry }) => isSearched(entry.path));
  if (searched.length === 0) return [];
  const gone = searched.reduce((sum, { count, isGone }) => sum + (isGone ? count : 0), 0);
  const rules = new Set(known());
  const unknown = new Set(searched.flatMap(({ entry: { rule } }) => (rules.has(rule) ? [] : [rule])));
  const note = (message: string, hint: string): Problem => {
    return { level: "note", code: "stale-baseline", subject: path, message, hint };
  };
  return [
    ...(gone === 0
      ? []
      : [
          note(
            gone === 1
              ? "holds a finding that is not there any more"
              : `holds ${gone} findings that are not there any more`,
            "Run `sealint baseline prune`, so that they are seen when they come back.",
          ),
        ]),
    ...(unknown.size === 0
      ? []
      : [
          note(
            `has entries of ${unknown.size === 1 ? "a rule" : `${unknown.size} rules`} that this sealint does not know`,
            "They are kept; remove them where the rule is gone for good.",
          ),
        ]),
  ];
}
