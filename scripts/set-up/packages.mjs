import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFileError, SetUpError } from "./failure.mjs";
import { runNpm } from "./npm.mjs";
import { ROOT, STATE } from "./paths.mjs";

const STAMP = join(STATE, "packages");
const LOCK_FILE = join(ROOT, "package-lock.json");

/** The lock file's text; a clear failure where the checkout lacks it. */
export function readLockFile() {
  try {
    return readFileSync(LOCK_FILE, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw explainFileError(error);
    throw new SetUpError(`${LOCK_FILE} is missing`, "Restore it: `git checkout -- package-lock.json`.");
  }
}

/** What the installed packages depend on: the lock file and the machine that they are for. */
function fingerprint() {
  return createHash("sha256").update(`${process.platform} ${process.arch}\n`).update(readLockFile()).digest("hex");
}

/** Content of a stamp, undefined where it was never written. */
export function readStamp(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether the packages in node_modules are those of the lock file, put there by a set-up that came to its end. */
export function arePackagesCurrent() {
  return readStamp(STAMP) === fingerprint();
}

/** Installs the lock file's packages, without running any script of theirs. */
export async function installPackages() {
  const print = fingerprint();
  const why = readStamp(STAMP) === undefined ? "first run" : "package-lock.json changed";
  const count =
    Object.values(JSON.parse(readLockFile()).packages).filter((entry) => entry.optional !== true).length - 1;
  process.stderr.write(`sealint: installing ${count} packages into node_modules (${why}) …\n`);
  const start = Date.now();
  // With NODE_ENV=production npm would leave out everything that we need.
  await runNpm(["ci", "--include=dev", "--include=optional"], "the packages of package-lock.json");
  mkdirSync(STATE, { recursive: true });
  // Last, so that an install that was killed is done again.
  writeFileSync(STAMP, print);
  process.stderr.write(`sealint: packages installed in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
