import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runCaptured } from "./child.mjs";
import { SetUpError } from "./failure.mjs";
import { ROOT } from "./paths.mjs";

// Quiet, so that the one line of ours is the one that is read; a lost connection is retried for seconds, not minutes.
// An npm that runs us while it installs sealint for the whole machine hands that on, too.
const FLAGS = [
  "--ignore-scripts",
  "--no-global",
  "--no-audit",
  "--no-fund",
  "--no-update-notifier",
  "--loglevel=error",
];
const NETWORK_FLAGS = [
  "--prefer-offline",
  "--fetch-retries=3",
  "--fetch-retry-factor=2",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=10000",
];

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED|EPROTO|E5\d\d/;

/** Path of npm's program: the npm that runs us, or the one that came with this Node. */
function findNpm() {
  const running = process.env.npm_execpath;
  const bin = dirname(process.execPath);
  const candidates = [
    running !== undefined && basename(running) === "npm-cli.js" ? running : undefined,
    join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "").split(process.platform === "win32" ? ";" : ":").map((folder) => join(folder, "npm")),
  ];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) {
    throw new SetUpError(
      `npm was not found beside ${process.execPath} nor on PATH`,
      "Install npm (it comes with Node from its makers; with Debian's Node it is the package npm) and run the command again.",
    );
  }
  return realpathSync(found);
}

function remedyFor(code) {
  if (OFFLINE.test(code))
    return "The package registry cannot be reached: check the connection or npm's proxy and registry settings, and run the command again.";
  if (/CERT/.test(code))
    return "The registry's certificate is not trusted here: set NODE_EXTRA_CA_CERTS to your authority's file, and run the command again.";
  if (/EACCES|EPERM|EROFS/.test(code))
    return `Make ${ROOT} and npm's cache folder writable, and run the command again.`;
  if (/^(EUSAGE|ETARGET|E404)$/.test(code)) {
    return "package.json and package-lock.json disagree, or the registry lacks a package: restore both files from git; to change packages, under Node 24 run `npm install --ignore-scripts`, then `node scripts/complete-lock.ts`, then the command again.";
  }
  if (code === "ENOSPC") return "The disk is full: free about 1 GB and run the command again.";
  return "Run the command again; if it fails again, run `npm ci --ignore-scripts` to see npm's whole output.";
}

/** Runs npm quietly in the checkout; throws a SetUpError that names npm's own code where it fails. */
export async function runNpm(args, what) {
  // The Node that runs us may have been one of the packages that npm has put anew.
  const node = existsSync(process.execPath) ? process.execPath : "node";
  const { code, signal, output } = await runCaptured(node, [findNpm(), ...args, ...FLAGS, ...NETWORK_FLAGS], ROOT);
  if (signal !== null)
    throw new SetUpError(`npm was stopped by ${signal} while it installed ${what}`, "Run the command again.");
  if (code === 0) return;
  const reason = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? `exit ${code}`;
  const failure = new SetUpError(`npm could not install ${what} in ${ROOT} (${reason})`, remedyFor(reason));
  throw Object.assign(failure, { reason });
}
