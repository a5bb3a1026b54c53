import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOnStderr } from "./child.mjs";
import { SetUpError } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { readStamp } from "./packages.mjs";
import { ROOT, STATE } from "./paths.mjs";

const STAMP = join(STATE, "build");
// The lock file counts: packages are bundled.
const INPUTS = ["src", "rules", "assembly", "scripts", "package.json", "package-lock.json", "tsconfig.json"];
const OUTPUTS = [
  "dist/sealint.cjs",
  "dist/staged.cjs",
  "dist/rules-index.json",
  "dist/rules.json",
  "dist/THIRD-PARTY-LICENSES.txt",
];

function* filesBelow(path) {
  let entries;
  try {
    entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") yield path;
    else if (error.code !== "ENOENT") throw error;
    return;
  }
  // readdir's order differs between file systems.
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesBelow(`${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
  }
}

/** Hash of all that goes into the build. Of contents, not times: a clone or a branch switch makes new times. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    for (const path of filesBelow(input)) {
      const content = readFileSync(join(ROOT, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

function isCurrent(print) {
  return readStamp(STAMP) === print && OUTPUTS.every((path) => existsSync(join(ROOT, path)));
}

/** Builds dist/ with the given Node, where sources changed since the last build that came to its end. */
export async function buildWhereChanged(node) {
  if (isCurrent(fingerprint())) return;
  await withLock(async () => {
    const print = fingerprint();
    // Whoever held the lock before may have built just this.
    if (isCurrent(print)) return;
    process.stderr.write(`sealint: building (${readStamp(STAMP) === undefined ? "first run" : "sources changed"}) …\n`);
    const start = Date.now();
    const { code } = await runOnStderr(node, [join(ROOT, "scripts", "build.ts")], ROOT);
    if (code !== 0)
      throw new SetUpError(`the build of ${ROOT} failed`, "Mend what is said above and run the command again.");
    mkdirSync(STATE, { recursive: true });
    writeFileSync(STAMP, print);
    process.stderr.write(`sealint: built in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  });
}
