/** Contents by path. */
export type Contents = ReadonlyMap<string, Uint8Array>;
