import { gzipSync, zstdCompressSync } from "node:zlib";
import { tarOf, zipOf } from "../../test/support/archives.ts";

/** What is done to some bytes on their way into a file. */
export interface Step {
  /** What sealint calls it, by which a finding tells how it was decoded. */
  readonly says: string;
  /** Set where what comes out is text. */
  readonly isText: boolean;
  /** Whether it packs files by their names. */
  readonly isArchive?: true;
  run(bytes: Buffer, name: string): Buffer;
}

const text = (says: string, encode: (bytes: Buffer) => string): Step => ({
  says,
  isText: true,
  run: (bytes) => Buffer.from(encode(bytes)),
});

const rows = (bytes: Buffer, length: number): string[] =>
  bytes.toString("base64").match(new RegExp(`.{1,${length}}`, "g")) ?? [];

const each = (bytes: Buffer, escape: (byte: number) => string): string => Array.from(bytes, escape).join("");

const padded = (byte: number, radix: number, length: number): string => byte.toString(radix).padStart(length, "0");

export const STEPS: Readonly<Record<string, Step>> = {
  base64: text("base64", (bytes) => bytes.toString("base64")),
  base64url: text("base64", (bytes) => bytes.toString("base64url")),
  "base64-wrapped": text("base64", (bytes) =>
    rows(bytes, 64)
      .map((row) => `  ${row}`)
      .join("\n"),
  ),
  "base64-mime": text("base64", (bytes) => rows(bytes, 76).join("\r\n")),
  "base64-utf16": text("base64", (bytes) => Buffer.from(bytes.toString(), "utf16le").toString("base64")),
  hex: text("hex", (bytes) => bytes.toString("hex")),
  percent: text("percent-encoding", (bytes) => each(bytes, (byte) => `%${padded(byte, 16, 2).toUpperCase()}`)),
  unicode: text("unicode escapes", (bytes) => each(bytes, (byte) => `\\u${padded(byte, 16, 4)}`)),
  "hex-escapes": text("hex escapes", (bytes) => each(bytes, (byte) => `\\x${padded(byte, 16, 2)}`)),
  "octal-escapes": text("octal escapes", (bytes) => each(bytes, (byte) => `\\${padded(byte, 8, 3)}`)),
  "character-references": text("character references", (bytes) => each(bytes, (byte) => `&#${byte};`)),
  gzip: { says: "gzip", isText: false, run: (bytes) => gzipSync(bytes) },
  zstd: { says: "zstd", isText: false, run: (bytes) => zstdCompressSync(bytes) },
  zip: { says: "zip", isText: false, isArchive: true, run: (content, name) => zipOf([{ name, content }]) },
  tar: { says: "tar", isText: false, isArchive: true, run: (content, name) => tarOf([{ name, content }]) },
};
