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

/** Whether npm has just installed all of them by itself, at the end of which it runs `prepare`. */
function areInstalledByNpm() {
  const { npm_lifecycle_event: event, npm_config_omit: leftOut = "" } = process.env;
  const kept = readStamp(join(ROOT, "node_modules", ".package-lock.json"));
  if (event !== "prepare" || leftOut !== "" || kept === undefined) return false;
  const here = JSON.parse(kept).packages;
  return Object.entries(JSON.parse(readLockFile()).packages).every(
    ([path, { version, optional }]) => path === "" || optional === true || here[path]?.version === version,
  );
}

function notePackages(print) {
  mkdirSync(STATE, { recursive: true });
  writeFileSync(STAMP, print);
}

/** Installs the lock file's packages, without running any script of theirs. */
export async function installPackages() {
  const print = fingerprint();
  // To install them again would take away the Node that runs us, which is one of them.
  if (areInstalledByNpm()) return notePackages(print);
  const why = readStamp(STAMP) === undefined ? "first run" : "package-lock.json changed";
  const count =
    Object.values(JSON.parse(readLockFile()).packages).filter((entry) => entry.optional !== true).length - 1;
  process.stderr.write(`sealint: installing ${count} packages into node_modules (${why}) …\n`);
  const start = Date.now();
  // With NODE_ENV=production npm would leave out everything that we need.
  await runNpm(["ci", "--include=dev", "--include=optional"], "the packages of package-lock.json");
  // Last, so that an install that was killed is done again.
  notePackages(print);
  process.stderr.write(`sealint: packages installed in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
