// Runs a measuring script over labelled corpora and prints what it prints.
//   npm run accuracy -- SCRIPT [CORPUS…]
// SCRIPT is called once a corpus, as `python3 SCRIPT --only CORPUS --scanner COMMAND`, where COMMAND has {target} and
// {sarif} for the folder to scan and the file to write. Without names: credentials, tokens and policy.
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";

const ROOT = dirname(import.meta.dirname);

/** Corpora measure what people get by default; policies that are off by default are measured all the same. */
const FLAGS: Readonly<Record<string, string>> = { policy: "--preset all" };

function measure(script: string, corpus: string): number {
  const cli = `"${process.execPath}" "${join(ROOT, "bin", "sealint.js")}"`;
  const scanner = `${cli} scan {target} --format sarif={sarif} ${FLAGS[corpus] ?? ""}`;
  const { status, error } = spawnSync("python3", [script, "--only", corpus, "--scanner", scanner], {
    stdio: "inherit",
  });
  if (error !== undefined) throw error;
  return status ?? 1;
}

const [script, ...named] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write("accuracy: name the measuring script: npm run accuracy -- SCRIPT [CORPUS…]\n");
  process.exitCode = 2;
} else {
  const path = resolve(process.env["INIT_CWD"] ?? ".", script);
  const corpora = named.length > 0 ? named : ["credentials", "tokens", "policy"];
  process.exitCode = Math.max(...corpora.map((corpus) => measure(path, corpus)));
}
