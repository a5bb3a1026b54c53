import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A small file that holds a provider's token, or what only looks like one. */
export interface Sample {
  readonly file: string;
  readonly provider: string;
  readonly expect: "flag" | "ok";
  readonly text: string;
}

/** Reads the samples and writes each to its path under a folder; gives them by path. */
export function unpackSamples(file: string, folder: string): Map<string, Sample> {
  const samples = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Sample);
  for (const { file: path, text } of samples) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return new Map(samples.map((sample) => [sample.file, sample]));
}
