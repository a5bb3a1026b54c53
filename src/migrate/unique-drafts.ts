import type { RuleDraft } from "./rule-draft.ts";

/** Gives drafts of the same id a number, so that none is written over another. */
export function uniqueDrafts(drafts: readonly RuleDraft[]): readonly RuleDraft[] {
  const taken = new Map<string, number>();
  return drafts.map((draft) => {
    const count = (taken.get(draft.id) ?? 0) + 1;
    taken.set(draft.id, count);
    if (count === 1) return draft;
    const id = `${draft.id}-${count}`;
    const text = draft.text
      .replaceAll(`${draft.id}.yaml`, `${id}.yaml`)
      .replace(`\nid: ${draft.id}\n`, `\nid: ${id}\n`);
    return { ...draft, id, path: draft.path.replace(/\.yaml$/, `-${count}.yaml`), text };
  });
}
