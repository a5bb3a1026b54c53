import type { Placed } from "./inventory.ts";
import type { Place } from "./span.ts";

/** What a store says of one secret: names, days and reach, never its value. Days are ISO days, `2026-12-31`. */
export interface ObservedSecret {
  /** Name that the store has it under, such as `DEPLOY_TOKEN` or `kv/prod/web`. */
  readonly name: string;
  /** What it lies in, such as an environment or a namespace; empty is the store's own, undefined is not known. */
  readonly scope?: string;
  readonly place: Place;
  /** The last day on which its value may have been changed; undefined where the store does not tell. */
  readonly changed?: Placed<string>;
  /** Last day on which it is valid. */
  readonly expires?: Placed<string>;
  /** Whether the store could keep an expiry of it. */
  readonly canExpire?: boolean;
  /** Environments whose jobs get it, `*` for all; undefined where the store does not tell. */
  readonly environments?: readonly string[];
  /** Whether every branch gets it, though the store could keep it for protected ones. */
  readonly isUnprotected?: boolean;
  /** Whether it is kept as a setting, which is shown to whoever may see the pipelines. */
  readonly isPlain?: boolean;
  /** Whether it may be no secret at all, for what its name and its flags say. */
  readonly isDoubtful?: boolean;
  /** Places of other stores, scheme left out, that it is a copy of. */
  readonly copyOf?: readonly string[];
  /** Why it does not work though it is there, as the rest of a sentence: `is disabled`. */
  readonly ended?: string;
  /** Policies of whoever holds it. */
  readonly policies?: readonly Placed<string>[];
}

/** What one file says that is in a store. */
export interface ObservedList {
  /** The store, as `store` of an entry names it: `github-secret`. */
  readonly scheme: string;
  /** What prints such a list, such as `gh secret list`. */
  readonly from: string;
  readonly secrets: readonly ObservedSecret[];
  /** Scopes of which all secrets are in the list, `*` for any; none where it is a part of what there is. */
  readonly whole: readonly string[];
  /** Folders of which all secrets are in the list; any where absent. */
  readonly below?: string;
  /** Names of all policies of the store, where the list is one of those. */
  readonly policies?: readonly Placed<string>[];
  /** Where the list begins. */
  readonly place: Place;
}
