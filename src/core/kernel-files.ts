/** Files of the fast matcher, made by the build. */
export interface KernelFiles {
  /** A WebAssembly module. */
  readonly code: Uint8Array;
  /** Tables for all rules of the catalogue, in their order. */
  readonly tables: Uint8Array;
}
