import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import { type MetaColumns, recordSpan } from "./rules-index.ts";

/** So many records are read one by one; with more, the file is read whole. */
const MOST_SINGLE = 1000;

/** Reads the compiled rules, which the build lays beside the program. Throws a ScanError where they are missing. */
export function orReinstall<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new ScanError(
      "the compiled rules could not be read beside the program",
      "Install sealint again, or run `npm run build` in a checkout.",
      { cause },
    );
  }
}

/** A file of records, of which each is read when it is asked for. */
export class RuleRecords<Columns extends MetaColumns = MetaColumns> {
  readonly columns: Columns;
  readonly #file: string;
  readonly #known = new Map<number, object>();
  #descriptor: number | undefined;
  #whole: Buffer | undefined;

  constructor(file: string, columns: Columns) {
    this.#file = file;
    this.columns = columns;
  }

  at(index: number): object {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const record = orReinstall(() => this.#read(index));
    this.#known.set(index, record);
    return record;
  }

  #read(index: number): object {
    const { start, end } = recordSpan(this.columns, index);
    if (this.#known.size === MOST_SINGLE) this.#readWhole();
    const bytes = this.#whole?.subarray(start, end) ?? this.#readPart(start, end);
    const record = JSON.parse(bytes.toString()) as { readonly id?: string };
    if (record.id !== this.columns.id[index]) throw new Error("the index belongs to other records");
    return record;
  }

  /** The file stays open: of a small scan each call of the system counts. */
  #readPart(start: number, end: number): Buffer {
    this.#descriptor ??= openSync(this.#file, "r");
    const bytes = Buffer.allocUnsafe(end - start);
    return bytes.subarray(0, readSync(this.#descriptor, bytes, 0, bytes.length, start));
  }

  #readWhole(): void {
    this.#whole = readFileSync(this.#file);
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
