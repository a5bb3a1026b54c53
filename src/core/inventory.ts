import type { Place, Span, UnitId } from "./span.ts";

/** A value of the manifest with the place that it stands at; where a default gives it, the name of its entry. */
export interface Placed<Value> {
  readonly value: Value;
  readonly place: Place;
}

/** How a secret is replaced: `every` and `overlap` are durations, `last` is a day. */
export interface Rotation {
  readonly every?: Placed<string>;
  readonly last?: Placed<string>;
  /** `auto`, `manual` or `dynamic`. */
  readonly method?: Placed<string>;
  /** How long old and new are valid together. */
  readonly overlap?: Placed<string>;
}

/** Who requests, approves and reads a secret. */
export interface Governance {
  readonly request?: readonly Placed<string>[];
  readonly approve?: readonly Placed<string>[];
  readonly read?: readonly Placed<string>[];
}

/** When a secret was looked through last, and how often that is due. */
export interface Review {
  readonly every?: Placed<string>;
  readonly last?: Placed<string>;
}

/** Fields of an entry that are one text. */
export const TEXT_FIELDS = [
  "kind",
  "owner",
  "purpose",
  "store",
  "created",
  "expires",
  "ttl",
  "class",
  "kms",
  "revoke",
  "contact",
  "alerts",
  "policy",
  "status",
  "digest",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields of an entry that are a list of texts. */
export const LIST_FIELDS = ["services", "consumers", "scopes"] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** One declared secret; dates are ISO days, `2026-12-31`. A field is absent where it is unwritten, blank or `unread`. */
export interface InventoryEntry
  extends Readonly<Partial<Record<TextField, Placed<string>>>>,
    Readonly<Partial<Record<ListField, readonly Placed<string>[]>>> {
  readonly name: Placed<string>;
  /** The environments that the secret belongs to, all where there is none; the same name may be declared once for each. */
  readonly environments: readonly Placed<string>[];
  readonly rotation?: Rotation;
  readonly governance?: Governance;
  readonly review?: Review;
  readonly hsm?: Placed<boolean>;
  /** Fields that were written but not understood: a problem of the manifest, hence not missing. */
  readonly unread: readonly string[];
  /** Whether it comes from a file that is shared with other repositories, where it may be used instead. */
  readonly isShared: boolean;
}

/** An environment that there is. */
export interface DeclaredEnvironment {
  readonly name: Placed<string>;
  readonly isProtected: boolean;
}

/** A team, and who is in it: addresses, and accounts such as `@ann`. */
export interface Team {
  readonly name: string;
  readonly members: readonly Placed<string>[];
}

/** The checked manifest of a repository's secrets: `.sealint/inventory.yaml` and the files that belong to it. */
export interface Inventory {
  /** Of the first file, as messages name it. */
  readonly path: string;
  readonly entries: readonly InventoryEntry[];
  /** Empty where none are declared: then any may be used. */
  readonly environments: readonly DeclaredEnvironment[];
  /** Teams and people who may own secrets; empty where the list is kept elsewhere. */
  readonly owners: readonly Placed<string>[];
  /** Who is in which team, by addresses and accounts. */
  readonly teams: readonly Team[];
  /** What holds for every entry that does not say otherwise. */
  readonly governance?: Governance;
  /** How long before its end a secret is to be replaced, a duration. */
  readonly warnBefore?: Placed<string>;
  /** The longest time that may lie between two rotations, a duration. */
  readonly longestRotation?: Placed<string>;
  /** Schemes of the stores that secrets may lie in, such as `vault`; empty where any will do. */
  readonly stores: readonly Placed<string>[];
  /** Values of keys that say that they hold the secret itself. */
  readonly values: readonly Place[];
  /** What was refused and may be a secret's value: never shown, not in a preview either. In order, none overlapping. */
  readonly withheld: ReadonlyMap<UnitId, readonly Span[]>;
}
