import { plural } from "../../reporters/plural.ts";
import type { ChangedBaseline } from "../../suppressions/baseline/change-baseline.ts";

/** What else there is to tell of a change. */
export interface ChangeContext {
  /** The file as people see it. */
  readonly shown: string;
  /** False where it had this very content already. */
  readonly isChanged: boolean;
  /** What was written beside it, where something was. */
  readonly beside?: string;
  /** Findings of entries that are past their last day. */
  readonly over: number;
}

/** What was done to a baseline, in a few lines. */
export function describeChange(
  { added, kept, moved, dropped, stale }: ChangedBaseline,
  { shown, isChanged, beside, over }: ChangeContext,
): readonly string[] {
  const following = moved === 0 ? "" : ` (${plural(moved, "of them in another file", "of them in other files")})`;
  const done = [
    ...(added === 0 ? [] : [`${plural(added, "finding")} added`]),
    ...(kept === 0 ? [] : [`${plural(kept, "finding")} kept${following}`]),
    ...(dropped === 0 ? [] : [`${plural(dropped, "finding")} dropped`]),
  ];
  return [
    `${isChanged ? `Wrote ${shown}` : `${shown} is right as it was`}: ${done.length === 0 ? "no findings" : done.join(", ")}.`,
    ...(beside === undefined ? [] : [`Wrote ${beside}, so that git joins the baselines of two branches.`]),
    ...(stale === 0
      ? []
      : [
          `${plural(stale, "finding is", "findings are")} not there any more; \`sealint baseline prune\` drops ${stale === 1 ? "it" : "them"}.`,
        ]),
    ...(over === 0
      ? []
      : [
          `${plural(over, "finding is", "findings are")} past the last day and reported all the same: mend what was found, or write a later day.`,
        ]),
  ];
}
