import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { GitRepository } from "../../git/open-repository.ts";
import type { Memory, Remembered } from "../../history/memory.ts";
import { Pairs } from "../../history/pairs.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import type { ThreadProgram } from "../search/worker-task.ts";

/** First bytes of the file: what it is, and how it is laid out. */
const MAGIC = Buffer.from("sealint history 1\n");
const SUM = 32;

/** Where things are kept for a person; undefined where the environment names no such place. */
function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: local } = env;
  const folder = cache || (home ? join(home, ".cache") : local);
  return folder ? join(folder, "sealint") : undefined;
}

/**
 * Keeps what is known of a repository's history in the person's own cache, one file for each repository and each `key`: what the
 * search rests on, such as rules and settings. Nothing that is wrong with the file matters: then nothing is known.
 */
function memoryIn(
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
  key: readonly (string | Uint8Array)[],
): Omit<Memory, "circumstances"> {
  const folder = cacheFolder(env);
  if (folder === undefined) return { read: () => undefined, write() {} };
  const hash = createHash("sha256");
  for (const part of [repository, ...key]) hash.update(part).update("\0");
  const file = join(folder, `history-${hash.digest("hex").slice(0, 32)}`);
  return {
    read: () => readRemembered(file),
    write: (remembered) => writeRemembered(file, remembered),
  };
}

function readRemembered(file: string): Remembered | undefined {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(0, -SUM);
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || !sumOf(body).equals(bytes.subarray(-SUM))) return undefined;
    const at = MAGIC.length;
    const [length, count] = [body.readUInt32LE(at), body.readUInt32LE(at + 4)];
    const start = at + 8;
    const { whole, key, secrets } = JSON.parse(body.toString("utf8", start, start + length)) as Kept;
    const pairs = new Float64Array(count);
    for (let index = 0; index < count; index++) pairs[index] = body.readDoubleLE(start + length + index * 8);
    return { whole, searched: { key, pairs: new Pairs(pairs), secrets: new Map(secrets) } };
  } catch {
    return undefined;
  }
}

/** What of it is kept as text; the rest are numbers. */
interface Kept {
  readonly whole: Remembered["whole"];
  readonly key: string;
  readonly secrets: readonly (readonly [pair: number, identities: readonly string[]])[];
}

function writeRemembered(file: string, { whole, searched }: Remembered): void {
  const { sorted } = searched.pairs;
  const kept: Kept = { whole, key: searched.key, secrets: [...searched.secrets] };
  const text = Buffer.from(JSON.stringify(kept));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(text.length);
  head.writeUInt32LE(sorted.length, 4);
  const pairs = Buffer.alloc(sorted.length * 8);
  for (const [index, pair] of sorted.entries()) pairs.writeDoubleLE(pair, index * 8);
  const body = Buffer.concat([MAGIC, head, text, pairs]);
  const next = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(next, Buffer.concat([body, sumOf(body)]), { mode: 0o600 });
    renameSync(next, file);
  } catch {
    // Without a place to keep it the next run takes as long as this one.
    removeIfThere(next);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to be removed.
  }
}

const sumOf = (body: Buffer): Buffer => createHash("sha256").update(body).digest();

/** Where results are kept; all that they rest on is part of the name, so that they hold for nothing else. */
export function memoryOf(
  { preset, rules: ids, minConfidence }: ScanArguments,
  { env, version, rules }: ThreadProgram,
  { config, options: { salt, asOf } }: PreparedScan,
  { common }: GitRepository,
): Memory {
  const settings = JSON.stringify({ version, preset, ids, minConfidence });
  const texts = config?.texts ?? [];
  // An exclusion of the configuration may end on a day.
  const circumstances = config === undefined ? "" : ` ${asOf}`;
  const key = [settings, salt, readFileSync(rules.index), readFileSync(rules.secrets), ...texts];
  return { ...memoryIn(env, common, key), circumstances };
}
