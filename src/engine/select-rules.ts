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

/** Makes the test whether a rule runs: it is asked of all of them at each start. */
export function selectionTest({
  preset,
  ids,
  off = new Set(),
  on = new Set(),
}: RuleSelection): (rule: { readonly id: string; readonly preset: Preset }) => boolean {
  if (ids.length > 0) return ({ id }) => ids.includes(id);
  const presets = new Set(PRESETS.slice(0, PRESETS.indexOf(preset) + 1));
  const holds = (rule: { readonly preset: Preset }): boolean => presets.has(rule.preset);
  if (off.size === 0 && on.size === 0) return holds;
  return (rule) => !off.has(rule.id) && (on.has(rule.id) || holds(rule));
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
