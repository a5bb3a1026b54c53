import type { RuleDraft } from "./rule-draft.ts";

/** Gives drafts of the same id a number that no other has, so that none is written over another. */
export function uniqueDrafts(drafts: readonly RuleDraft[]): readonly RuleDraft[] {
  const taken = new Set(drafts.map(({ id }) => id));
  const named = new Set<string>();
  return drafts.map((draft) => {
    if (!named.has(draft.id)) {
      named.add(draft.id);
      return draft;
    }
    let number = 2;
    while (taken.has(`${draft.id}-${number}`)) number++;
    const id = `${draft.id}-${number}`;
    taken.add(id);
    const text = draft.text
      .replaceAll(`${draft.id}.yaml`, `${id}.yaml`)
      .replace(`\nid: ${draft.id}\n`, `\nid: ${id}\n`);
    return { ...draft, id, path: draft.path.replace(/\.yaml$/, `-${number}.yaml`), text };
  });
}
