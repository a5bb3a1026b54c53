import { readFileSync } from "node:fs";
import type { Finding } from "../../core/finding.ts";
import type { ValuedFinding } from "../../migrate/match-known.ts";
import { isUtf16 } from "../../sources/transcode.ts";

/** Reads again what findings of a file were made of. One that has changed since gives empty values, which fit nothing. */
export function readValued(findings: readonly Finding[], file: string): readonly ValuedFinding[] {
  const lines = linesOf(file);
  return findings.map((finding) => {
    const { start, end } = finding.location;
    const whole = lines.slice(start.line - 1, end.line);
    const ended = [...whole.slice(0, -1), (whole.at(-1) ?? "").slice(0, end.column - 1)].join("\n");
    return { finding, value: ended.slice(start.column - 1), line: whole[0] ?? "" };
  });
}

function linesOf(file: string): readonly string[] {
  try {
    const bytes = readFileSync(file);
    const label = !isUtf16(bytes) ? "utf-8" : bytes[0] === 0xff ? "utf-16le" : "utf-16be";
    return new TextDecoder(label, { ignoreBOM: label === "utf-8" }).decode(bytes).split("\n");
  } catch {
    return [];
  }
}
