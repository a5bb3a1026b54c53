import { ScanError } from "../../core/errors.ts";
import type { Environment } from "../../git/git-config.ts";

/** A commit's id, or the first digits of one. */
const COMMIT = /^[0-9a-f]{7,64}$/i;
const ZEROS = /^0+$/;

/** What a CI system told in its environment. A variable without a value counts as not set. */
export class Variables {
  readonly #environment: Environment;
  readonly #system: string;

  constructor(environment: Environment, system: string) {
    this.#environment = environment;
    this.#system = system;
  }

  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === "" ? undefined : value;
  }

  /** The same of what the system always sets. */
  need(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw new ScanError(
      `${name} is not set, though this is a run of ${this.#system}`,
      "Hand the variables of the run on to sealint (a container may need it), or name the commits: `--since REF`.",
    );
  }

  /** The first of some variables with a commit in it; zeros stand for none. Throws a ScanError for what is no commit. */
  commit(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = this.text(name);
      if (value === undefined || ZEROS.test(value)) continue;
      return asCommit(value, name);
    }
    return undefined;
  }

  /** Whether a variable says yes, in whatever letters. */
  isTrue(name: string): boolean {
    return this.text(name)?.toLowerCase() === "true";
  }
}

/** A commit's id in small letters. Throws a ScanError for what is none. */
export function asCommit(value: string, where: string): string {
  if (COMMIT.test(value)) return value.toLowerCase();
  throw new ScanError(
    `${where} names no commit`,
    "It should be a commit's id in hexadecimal digits; see what sets it.",
  );
}

/** A branch's short name of its full one. */
export const branchOf = (name: string): string => name.replace(/^refs\/heads\//, "");

/** A branch or tag of a full name; what has none is a branch. */
export function refOf(name: string): { readonly kind: "branch" | "tag"; readonly name: string } {
  return name.startsWith("refs/tags/")
    ? { kind: "tag", name: name.slice("refs/tags/".length) }
    : { kind: "branch", name: branchOf(name) };
}
