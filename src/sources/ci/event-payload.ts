import { ScanError } from "../../core/errors.ts";
import { pathFromText } from "../../files/byte-path.ts";
import { readSmallFile } from "../../files/small-file.ts";
import { asCommit } from "./variables.ts";

/** GitHub sends no event of more than 25 MB. */
const LIMIT = 1 << 25;

const PROBLEMS = {
  absent: "does not exist",
  unreadable: "cannot be read",
  "too-large": "is larger than 32 MB",
} as const;

const HINT = "It is the file that GITHUB_EVENT_PATH names; hand it on to sealint as the runner wrote it.";

/** The event that a run of GitHub Actions is about, as the runner wrote it into a file. */
export class EventPayload {
  readonly #data: unknown;
  readonly #file: string;

  private constructor(data: unknown, file: string) {
    this.#data = data;
    this.#file = file;
  }

  /** Throws a ScanError where there is no such file, or it is not what it should be. */
  static read(file: string): EventPayload {
    const content = readSmallFile(pathFromText(file), LIMIT);
    if (typeof content === "string") throw wrong(file, PROBLEMS[content]);
    let data: unknown;
    try {
      data = JSON.parse(content.bytes.toString("utf8"));
    } catch {
      throw wrong(file, "is no JSON");
    }
    if (!isObject(data)) throw wrong(file, "is no object of JSON");
    return new EventPayload(data, file);
  }

  has(...keys: readonly string[]): boolean {
    return isObject(this.#at(keys));
  }

  isTrue(...keys: readonly string[]): boolean {
    return this.#at(keys) === true;
  }

  /** A text or a number as text; undefined where there is none. Throws a ScanError for anything else. */
  text(...keys: readonly string[]): string | undefined {
    const value = this.#at(keys);
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw wrong(this.#file, `has no text at ${keys.join(".")}`);
  }

  need(...keys: readonly string[]): string {
    const value = this.text(...keys);
    if (value === undefined) throw wrong(this.#file, `has no ${keys.join(".")}`);
    return value;
  }

  commit(...keys: readonly string[]): string {
    return asCommit(this.need(...keys), `${keys.join(".")} in the event ${this.#file}`);
  }

  #at(keys: readonly string[]): unknown {
    let at: unknown = this.#data;
    for (const key of keys) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    return at;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const wrong = (file: string, why: string): ScanError => new ScanError(`the event ${file} ${why}`, HINT);
