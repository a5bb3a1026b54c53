import type { Governance, InventoryEntry, Placed, Review, Rotation } from "../core/inventory.ts";
import type { Place } from "../core/span.ts";
import { type FieldReader, present, readGovernance, readReview, readRotation } from "./read-entry.ts";

/** Texts that an entry may leave to the defaults. */
const SHARED_TEXTS = ["owner", "contact", "class", "revoke", "policy", "alerts"] as const;

/** What holds for every secret that does not say otherwise, and what all are held to. */
export interface Defaults extends Readonly<Partial<Record<(typeof SHARED_TEXTS)[number], Placed<string>>>> {
  readonly rotation?: Rotation;
  readonly review?: Review;
  readonly governance?: Governance;
  readonly warnBefore?: Placed<string>;
  readonly longestRotation?: Placed<string>;
  readonly stores?: readonly Placed<string>[];
}

export function readDefaults(from: FieldReader): Defaults {
  const texts = present(Object.fromEntries(SHARED_TEXTS.map((field) => [field, from.text(field)])));
  const rest = present({
    rotation: readRotation(from.below("rotation")),
    review: readReview(from.below("review")),
    governance: readGovernance(from.below("governance")),
    warnBefore: from.text("warnBefore"),
    longestRotation: from.text("longestRotation"),
    stores: from.texts("stores"),
  });
  return { ...texts, ...rest };
}

/** Defaults of several files: what a later one says wins. */
export function mergeDefaults(all: readonly Defaults[]): Defaults {
  const groups = GROUPS.flatMap((group) => {
    const said = all.flatMap((one) => one[group] ?? []);
    return said.length === 0 ? [] : [[group, Object.assign({}, ...said)] as const];
  });
  return Object.assign({}, ...all, Object.fromEntries(groups)) as Defaults;
}

/** An entry with what it leaves to the defaults, placed at its name. */
export function withDefaults(entry: InventoryEntry, defaults: Defaults): InventoryEntry {
  const { place } = entry.name;
  const texts = SHARED_TEXTS.flatMap((field) => {
    const { [field]: value } = defaults;
    const isOpen = entry[field] === undefined && !entry.unread.includes(field);
    return isOpen && value !== undefined ? [[field, { ...value, place }] as const] : [];
  });
  return { ...Object.fromEntries(texts), ...entry, ...merged(placedAt(defaults, place), entry) };
}

type Grouped = Pick<Defaults, "rotation" | "review" | "governance">;

const GROUPS = ["rotation", "review", "governance"] as const;

/** The fields that are maps, those of the second over those of the first. */
function merged(one: Grouped, other: Grouped): Grouped {
  const groups = GROUPS.flatMap((group) =>
    one[group] === undefined && other[group] === undefined
      ? []
      : [[group, { ...one[group], ...other[group] }] as const],
  );
  return Object.fromEntries(groups);
}

function placedAt(defaults: Grouped, place: Place): Grouped {
  const at = (group: object | undefined): object | undefined =>
    group === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(group).map(([field, value]: [string, Placed<string> | readonly Placed<string>[]]) => [
            field,
            Array.isArray(value) ? value.map((one: Placed<string>) => ({ ...one, place })) : { ...value, place },
          ]),
        );
  return Object.fromEntries(GROUPS.map((group) => [group, at(defaults[group])]));
}
