import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSalt } from "../../config/read-salt.ts";
import { ScanError } from "../../core/errors.ts";
import { valueDigest } from "../../engine/value-digest.ts";
import { systemWords } from "../../files/system-errors.ts";
import { findRoot } from "../../sources/find-root.ts";
import { EXIT } from "../exit-code.ts";
import { readInput } from "../hook/read-input.ts";
import { isTerminal } from "../is-terminal.ts";
import type { Program } from "../program.ts";
import { printError, printOut } from "../write-out.ts";
import type { InventoryDigestArguments } from "./inventory-arguments.ts";

const SALT_BYTES = 24;
/** More is no secret. */
const MOST_BYTES = 1 << 16;

/**
 * Runs `sealint inventory digest`: reads a value from standard input and prints its digest, never the value. Throws a ScanError
 * where there is no salt, no value, or one that could be found out from its digest.
 */
export function runInventoryDigest({ newSalt }: InventoryDigestArguments, { cwd }: Program): number {
  const root = findRoot([], cwd);
  const known = readSalt(root);
  if (known === "" && !newSalt)
    throw new ScanError(
      "the repository has no salt to key digests with",
      "Run the command once with `--new-salt`, which writes .sealint/salt, and commit that file.",
    );
  if (isTerminal(0))
    throw new ScanError(
      "no value comes from standard input",
      "Pipe it in, so that it is neither shown nor kept: `vault kv get -field=token kv/shop | sealint inventory digest`.",
    );
  const bytes = Buffer.from(readInput(), "latin1");
  const value = bytes.toString("utf8").trim();
  if (value === "") throw new ScanError("standard input is empty", "Pipe the value in.");
  if (bytes.length > MOST_BYTES)
    throw new ScanError("standard input is larger than 64 kB", "Pipe in the value of one secret, and nothing else.");
  const salt = known === "" ? writeSalt(root) : known;
  const made = valueDigest(value, salt);
  if (typeof made === "string")
    throw new ScanError(
      "the value is so short or so regular that it could be guessed from its digest",
      "Leave `digest` out of its entry; a leak of it is recognised by its name.",
    );
  printOut(`${made.digest}\n`);
  return EXIT.clean;
}

function writeSalt(root: string): string {
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  try {
    mkdirSync(join(root, ".sealint"), { recursive: true });
    writeFileSync(join(root, ".sealint", "salt"), `${salt}\n`, { flag: "wx" });
  } catch (error) {
    throw new ScanError(
      `.sealint/salt cannot be written: ${systemWords(error)}`,
      "Make the folder .sealint at the root of the repository, and see to it that you may write there.",
      { cause: error },
    );
  }
  printError("sealint: wrote .sealint/salt; commit it, since all who use the repository need the same.");
  return salt;
}
