import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the checkout, links resolved, as `process.cwd()` gives it to npm's scripts. */
export const ROOT = realpathSync(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What set-up keeps between runs. An install empties node_modules, and so forgets it exactly when it should. */
export const STATE = join(ROOT, "node_modules", ".sealint");
