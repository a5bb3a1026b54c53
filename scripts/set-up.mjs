// Makes a fresh clone run with nothing but Node 20 and npm: installs the packages, fetches Node 24, builds, and then
// runs what was asked for. Plain JavaScript on Node's own modules, because nothing is installed when it starts.
//
//   node scripts/set-up.mjs start [ARGUMENT…]   runs sealint on its sources' latest build
//   node scripts/set-up.mjs test [STEP…]        runs the checks
//   node scripts/set-up.mjs run SCRIPT [ARGUMENT…]  runs a script of the repository
//   node scripts/set-up.mjs build               brings dist/ up to date; prints nothing on stdout
import { join } from "node:path";
import { buildWhereChanged } from "./set-up/build.mjs";
import { endLike, runInherited } from "./set-up/child.mjs";
import { SetUpError } from "./set-up/failure.mjs";
import { withLock } from "./set-up/lock.mjs";
import { findNode24, installNode24 } from "./set-up/node-24.mjs";
import { arePackagesCurrent, installPackages } from "./set-up/packages.mjs";
import { ROOT } from "./set-up/paths.mjs";

/** Path of a Node >= 24, with all packages installed. Takes the lock only where there is something to do. */
async function prepare() {
  const node = arePackagesCurrent() ? findNode24() : undefined;
  if (node !== undefined) return node;
  return withLock(async () => {
    if (!arePackagesCurrent()) await installPackages();
    return findNode24() ?? (await installNode24());
  });
}

/** Folder that the person typed the command in: npm runs scripts in the package's folder and tells theirs in INIT_CWD. */
function callersFolder() {
  const typedIn = process.env.INIT_CWD;
  return typedIn !== undefined && process.cwd() === ROOT ? typedIn : process.cwd();
}

const COMMANDS = {
  async start(node, args) {
    await buildWhereChanged(node);
    endLike(await runInherited(node, [join(ROOT, "bin", "sealint.js"), ...args], callersFolder()));
  },
  async test(node, args) {
    endLike(await runInherited(node, [join(ROOT, "scripts", "check.ts"), ...args], ROOT));
  },
  async run(node, args) {
    await buildWhereChanged(node);
    endLike(await runInherited(node, args, ROOT));
  },
  async build(node) {
    await buildWhereChanged(node);
  },
};

async function main([name = "", ...args]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new SetUpError(`unknown command "${name}"`, `Use one of: ${Object.keys(COMMANDS).join(", ")}.`);
  }
  await command(await prepare(), args);
}

main(process.argv.slice(2)).catch((error) => {
  const isExpected = error instanceof SetUpError;
  process.stderr.write(isExpected ? `sealint: ${error.message}\n` : `sealint: set-up failed: ${error.stack}\n`);
  process.exitCode = 2;
});
