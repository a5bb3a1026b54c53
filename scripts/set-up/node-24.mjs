import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCaptured } from "./child.mjs";
import { SetUpError } from "./failure.mjs";
import { runNpm } from "./npm.mjs";
import { readLockFile, readStamp } from "./packages.mjs";
import { STATE } from "./paths.mjs";

const NEEDED_MAJOR = 24;
const STAMP = join(STATE, "node");
const REMEDY = `Install Node ${NEEDED_MAJOR} or newer, put it first on PATH, and run the command again.`;

const majorOf = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

/** Package of the npm registry that holds Node's program for this machine, as the package `node` itself names it. */
function platformPackage() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const prefix = system === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return [prefix, system, process.arch].join("-");
}

const programOf = (name) =>
  join(STATE, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");

/** A Node that is new enough: the one that runs us, or the one fetched earlier; undefined where there is neither. */
export function findNode24() {
  // The one that runs us may lie among the packages, where npm put it first on PATH, and be gone with them by now.
  if (majorOf(process.version) >= NEEDED_MAJOR && existsSync(process.execPath)) return process.execPath;
  const name = readStamp(STAMP);
  return name !== undefined && existsSync(programOf(name)) ? programOf(name) : undefined;
}

/** Installs exactly `name@version`; where the registry has no such version for this machine, the newest that will do. */
async function installClosest(name, version) {
  const install = (range) =>
    runNpm(["install", "--no-save", "--prefix", STATE, `${name}@${range}`], `Node ${range} (${name})`);
  try {
    await install(version);
  } catch (error) {
    if (error.reason === "ETARGET") return install(`>=${NEEDED_MAJOR}`);
    throw error;
  }
}

/** Fetches Node's program as a package (no script of a package runs), checks that it runs, and gives its path. */
export async function installNode24() {
  const version = JSON.parse(readLockFile()).packages["node_modules/node"].version;
  const name = platformPackage();
  process.stderr.write(`sealint: fetching Node ${version} (this is ${process.version}, ${NEEDED_MAJOR} is needed) …\n`);
  const start = Date.now();
  mkdirSync(STATE, { recursive: true });
  try {
    await installClosest(name, version);
  } catch (error) {
    if (!["E404", "ETARGET", "EBADPLATFORM"].includes(error.reason)) throw error;
    throw new SetUpError(
      `there is no package of Node ${NEEDED_MAJOR} for this machine (${name}, ${error.reason})`,
      REMEDY,
    );
  }
  const path = programOf(name);
  const found = await askVersion(path);
  if (majorOf(found) < NEEDED_MAJOR) {
    throw new SetUpError(
      `the Node ${version} that was fetched does not run on this machine (${path}: ${found})`,
      REMEDY,
    );
  }
  writeFileSync(STAMP, name);
  process.stderr.write(
    `sealint: Node ${found.replace(/^v/, "")} fetched in ${((Date.now() - start) / 1000).toFixed(1)} s\n`,
  );
  return path;
}

/** What `--version` prints, or why it could not be asked: a machine with musl, say, cannot start a program for glibc. */
async function askVersion(path) {
  try {
    const { code, output } = await runCaptured(path, ["--version"], STATE);
    return code === 0 ? output.trim() : `exit ${code}`;
  } catch (error) {
    return error.code;
  }
}
