/** What people do about a clone that lacks something, where they run the scan. Sentences. */
export interface Remedies {
  /** How the clone comes to have all commits. */
  readonly history: string;
  /** How it comes to have all contents. */
  readonly contents: string;
}

/** On a machine of one's own. */
export const LOCAL_REMEDIES: Remedies = {
  history: "Fetch the rest of the history: `git fetch --unshallow`.",
  contents:
    "Fetch what is missing: `git fetch --refetch --no-filter`, or clone without `--filter`; sealint opens no connection.",
};
