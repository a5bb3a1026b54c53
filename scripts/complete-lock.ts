// Adds to package-lock.json the packages for other machines that npm left out, because the registry of whoever changed it
// does not carry them: without them `npm ci` refuses the file. `--check` only tells.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { completeLock, type LockFile } from "./lock-file/complete-lock.ts";

const path = join(dirname(import.meta.dirname), "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as LockFile;
const { lock: complete, added } = completeLock(lock);

if (added.length > 0 && process.argv.includes("--check")) {
  process.stderr.write(
    `package-lock.json lacks ${added.join(", ")}. Run \`node scripts/complete-lock.ts\` under Node 24.\n`,
  );
  process.exitCode = 1;
} else if (added.length > 0) {
  writeFileSync(path, `${JSON.stringify(complete, undefined, 2)}\n`);
}
