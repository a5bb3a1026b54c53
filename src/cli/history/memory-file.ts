import { readFileSync } from "node:fs";
import type { Memory, Remembered } from "../../history/memory.ts";
import { nothingSearched, Pairs } from "../../history/pairs.ts";
import { SUM, summed, withSum, writeKept } from "./kept-file.ts";

/** First bytes of the file: what it is, and how it is laid out. */
const MAGIC = Buffer.from("sealint history 2\n");
/** The lengths of what follows. */
const LENGTHS = 8;
const NUMBER = 8;

/** What of it is kept as text; the rest are numbers. */
interface Kept {
  readonly whole: Remembered["whole"];
  readonly key: string;
  readonly secrets: readonly (readonly [pair: number, identities: readonly string[]])[];
}

/**
 * Keeps what is known of a repository's history in a file: a text, and numbers, which are most of it and are not looked at where
 * nothing has changed. Nothing that is wrong with the file matters: then nothing is known.
 */
export function memoryIn(file: string): Omit<Memory, "circumstances"> {
  return {
    read() {
      try {
        return readRemembered(readFileSync(file));
      } catch {
        return undefined;
      }
    },
    write: (remembered) => writeKept(file, written(remembered)),
  };
}

function readRemembered(bytes: Buffer): Remembered | undefined {
  const at = MAGIC.length;
  if (!bytes.subarray(0, at).equals(MAGIC)) return undefined;
  const [length, count] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
  const start = at + LENGTHS;
  const { part, end } = summed(bytes, 0, start + length);
  if (bytes.length !== end + count * NUMBER + SUM) return undefined;
  const { whole, key, secrets } = JSON.parse(part.toString("utf8", start)) as Kept;
  return {
    whole,
    searched() {
      try {
        const numbers = numbersIn(summed(bytes, end, count * NUMBER).part);
        return { key, pairs: new Pairs(numbers), secrets: new Map(secrets) };
      } catch {
        return nothingSearched();
      }
    },
  };
}

function numbersIn(bytes: Buffer): Float64Array {
  const numbers = new Float64Array(bytes.length / NUMBER);
  for (let index = 0; index < numbers.length; index++) numbers[index] = bytes.readDoubleLE(index * NUMBER);
  return numbers;
}

function written({ whole, searched }: Remembered): Buffer[] {
  const { key, pairs, secrets } = searched();
  const { sorted } = pairs;
  const kept: Kept = { whole, key, secrets: [...secrets] };
  const text = Buffer.from(JSON.stringify(kept));
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32LE(text.length);
  lengths.writeUInt32LE(sorted.length, 4);
  const numbers = Buffer.alloc(sorted.length * NUMBER);
  for (let index = 0; index < sorted.length; index++) numbers.writeDoubleLE(sorted[index] as number, index * NUMBER);
  return [...withSum(Buffer.concat([MAGIC, lengths, text])), ...withSum(numbers)];
}
