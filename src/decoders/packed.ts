import { containerOf } from "../containers/container-kind.ts";

/** Whether bytes begin as something compressed does that can be unpacked. */
export const isPacked = (bytes: Uint8Array): boolean => containerOf(bytes)?.kind !== undefined;

/** Bytes from which on a tar archive can be told: it begins with a member's name. */
export const TAR_HEAD = 512;

export const isArchive = (bytes: Uint8Array): boolean => containerOf(bytes)?.kind === "tar";
