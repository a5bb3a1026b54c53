import { ScanError } from "../core/errors.ts";
import { PRESETS, type Preset } from "../core/levels.ts";
import { nearest } from "../core/nearest.ts";

/** Which rules run: those of a preset, or the named ones alone. */
export interface RuleSelection {
  readonly preset: Preset;
  /** Ids; empty where the preset decides. */
  readonly ids: readonly string[];
  /** Ids that the configuration turns off, unless they are named. */
  readonly off?: ReadonlySet<string>;
  /** Ids that it turns on, whatever the preset. */
  readonly on?: ReadonlySet<string>;
}

/** Whether a rule runs. */
export function isSelected(
  { id, preset }: { readonly id: string; readonly preset: Preset },
  selection: RuleSelection,
): boolean {
  if (selection.ids.length > 0) return selection.ids.includes(id);
  if (selection.off?.has(id) === true) return false;
  if (selection.on?.has(id) === true) return true;
  return preset === selection.preset || PRESETS.indexOf(preset) <= PRESETS.indexOf(selection.preset);
}

/** Throws a ScanError that names the nearest rule where an id is none. */
export function checkIds(ids: readonly string[], known: readonly string[]): void {
  const all = new Set(known);
  for (const id of ids) {
    if (all.has(id)) continue;
    const near = nearest(id, known);
    throw new ScanError(
      `there is no rule \`${id}\``,
      near === undefined ? "`sealint rules list` names them all." : `Did you mean \`${near}\`?`,
    );
  }
}
