/** Where a scan looks. */
export interface Range {
  readonly paths: readonly string[];
  /** Absolute. */
  readonly root: string;
  readonly folder: string;
}
