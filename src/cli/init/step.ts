/** One thing that `sealint init` does, worked out before anything is written. */
export interface Step {
  /** What is asked on a terminal: `Write sealint.yaml?`. */
  readonly question: string;
  /** What would be done, as a sentence, where it is not done. */
  readonly offer: string;
  /** Texts that are shown before; by what they are. */
  readonly shown: readonly { readonly title: string; readonly text: string }[];
  /** Does it, and gives what is so now, in sentences. Throws a ScanError where it cannot. */
  carryOut(): readonly string[];
}

/** A step, or why there is none, in lines. */
export type Planned =
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "nothing"; readonly lines: readonly string[]; readonly shown?: Step["shown"] };
