import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { explainFileError, SetUpError } from "./failure.mjs";
import { ROOT } from "./paths.mjs";

// Not inside node_modules: an install empties that while the lock is held.
const LOCK = join(ROOT, ".set-up.lock");
const OWNER = `${process.pid} ${hostname()}`;
const PATIENCE_MS = 20 * 60_000;
const HALF_WRITTEN_MS = 10_000;

function take() {
  try {
    writeFileSync(LOCK, OWNER, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw explainFileError(error);
  }
}

/** The process that holds the lock as written there; undefined where the lock is gone by now. */
function readOwner() {
  try {
    return readFileSync(LOCK, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw explainFileError(error);
  }
}

function isAlive(owner) {
  const [pid = "", host] = owner.split(" ");
  if (owner === "") return Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0) < HALF_WRITTEN_MS;
  // Another machine or container on the same folder: its processes cannot be seen from here.
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Removes the lock of a process that died; renamed first, so that of two who try only one does. */
function breakLock(owner) {
  const aside = `${LOCK}.${process.pid}`;
  try {
    renameSync(LOCK, aside);
    // Somebody else was quicker and holds it again: give it back.
    if (readFileSync(aside, "utf8") === owner) rmSync(aside);
    else renameSync(aside, LOCK);
  } catch (error) {
    if (error.code !== "ENOENT") throw explainFileError(error);
  }
}

/** Runs `work` while no other set-up of this checkout runs; waits for one that does. */
export async function withLock(work) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let isTold = false; !take(); ) {
    const owner = readOwner();
    if (owner === undefined) continue;
    if (!isAlive(owner)) {
      breakLock(owner);
      continue;
    }
    if (Date.now() > deadline) {
      throw new SetUpError(
        `another set-up (process ${owner}) holds ${LOCK}`,
        "End it, or delete that file if it is gone.",
      );
    }
    if (!isTold) process.stderr.write(`sealint: waiting for another set-up (process ${owner}; ${LOCK})\n`);
    isTold = true;
    await sleep(100);
  }
  try {
    return await work();
  } catch (error) {
    throw explainFileError(error);
  } finally {
    rmSync(LOCK, { force: true });
  }
}
