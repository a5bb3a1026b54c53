/** What a value tells about itself and its end, without asking anybody. */
export interface Life {
  /** Its last day, `2026-12-31`, in UTC. */
  readonly expires?: string;
  /** What else it says, as sentences without any part of the value that is secret. */
  readonly facts: readonly string[];
  /** It opens nothing without a passphrase. */
  readonly isEncrypted?: true;
}

/** A value with what stands around it. */
export interface Told {
  readonly value: string;
  /** The text around it, with the value's place in it: a few hundred characters on either side. */
  readonly around: () => { readonly text: string; readonly at: number };
  /** All text of its file, as far as that is at hand. */
  readonly file: () => string;
}
