import { type ContainerKind, containerOf } from "../containers/container-kind.ts";

/** What is encoded in text, by its first twelve bytes. What the kernel looks for has to hold all of them. */
const ENCODED: ReadonlySet<ContainerKind | undefined> = new Set(["zip", "gzip", "zstd"]);

/** Whether bytes begin as something compressed does that can be unpacked. */
export const isPacked = (bytes: Uint8Array): boolean => ENCODED.has(containerOf(bytes)?.kind);

/** Bytes from which on a tar archive can be told: it begins with a member's name. */
export const TAR_HEAD = 512;

export const isArchive = (bytes: Uint8Array): boolean => containerOf(bytes)?.kind === "tar";
