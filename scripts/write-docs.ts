import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { COMMANDS } from "../src/cli/commands.ts";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { inventoryJsonSchema } from "../src/inventory/schema.ts";
import { policies } from "../src/policies/registry.ts";
import { flowsJsonSchema, reportJsonSchema, reportLineJsonSchema } from "../src/reporters/report-schema.ts";
import { renderActionYml } from "./action-yml.ts";
import { CI_FILES } from "./ci-files.ts";
import { renderFlagsPage } from "./flags-page.ts";
import { rulePages } from "./rule-pages.ts";

/** A page that follows from the code: where it lies, from the root of the repository, and what it says. */
interface GeneratedPage {
  readonly name: string;
  readonly path: string;
  readonly content: () => string;
}

const PAGES: readonly GeneratedPage[] = [
  {
    name: "config schema",
    path: "docs/schema/sealint.schema.json",
    content: () => configJsonSchema(policies.map(({ meta }) => meta)),
  },
  { name: "inventory schema", path: "docs/schema/inventory.schema.json", content: inventoryJsonSchema },
  { name: "the GitHub Action", path: "action.yml", content: renderActionYml },
  { name: "report schema", path: "docs/schema/report.schema.json", content: reportJsonSchema },
  { name: "report line schema", path: "docs/schema/report-line.schema.json", content: reportLineJsonSchema },
  { name: "flows schema", path: "docs/schema/flows.schema.json", content: flowsJsonSchema },
  ...CI_FILES,
  { name: "flags", path: "docs/flags.md", content: () => renderFlagsPage(COMMANDS) },
  ...rulePages().map(({ path, text }) => ({ name: "rules", path, content: () => text })),
];

const ROOT = join(import.meta.dirname, "..");

/** Folders in which every page is written here, so that one that nothing writes any more is of a rule that is gone. */
const WHOLLY_GENERATED: readonly string[] = ["docs/rules"];

function currentContent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function leftoverPages(): string[] {
  const written = new Set(PAGES.map(({ path }) => path));
  return WHOLLY_GENERATED.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((path) => !written.has(path)),
  );
}

function checkPages(): number {
  const leftover = leftoverPages();
  for (const path of leftover) {
    process.stderr.write(`${path} is of a rule that is gone. Run \`node scripts/write-docs.ts\`, and commit it.\n`);
  }
  const stale = PAGES.filter(({ path, content }) => currentContent(join(ROOT, path)) !== content());
  for (const { name, path } of stale) {
    process.stderr.write(
      `${path} (${name}) is not what the code says. Run \`node scripts/write-docs.ts\`, and commit it.\n`,
    );
  }
  return stale.length + leftover.length === 0 ? 0 : 1;
}

function writePages(): number {
  for (const { path, content } of PAGES) {
    const file = join(ROOT, path);
    mkdirSync(dirname(file), { recursive: true });
    if (currentContent(file) === content()) continue;
    writeFileSync(file, content());
    process.stdout.write(`wrote ${path}\n`);
  }
  for (const path of leftoverPages()) {
    rmSync(join(ROOT, path));
    process.stdout.write(`removed ${path}\n`);
  }
  return 0;
}

const [mode, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (mode !== undefined && mode !== "--check")) {
  process.stderr.write("usage: node scripts/write-docs.ts [--check]\n");
  process.exitCode = 2;
} else {
  process.exitCode = mode === "--check" ? checkPages() : writePages();
}
