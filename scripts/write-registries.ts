import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Writes the registries of platforms, policies and inventory rules from the folders, so that each is known as soon as its
// file lies there. With --check it only says whether they are in step.

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NOTICE = "// Written by scripts/write-registries.ts from the folders beside it; do not edit.";

const camelCase = (kebab: string): string => kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const foldersIn = (path: string): string[] =>
  readdirSync(join(root, path))
    .filter((name) => statSync(join(root, path, name)).isDirectory())
    .sort();

const filesIn = (path: string): string[] => readdirSync(join(root, path)).sort();

const platformFolders = (): string[] =>
  foldersIn("src/platforms").filter((name) => filesIn(`src/platforms/${name}`).includes("platform.ts"));

function platformRegistry(): string {
  const folders = platformFolders();
  const imports = folders.map((name) => `import { ${camelCase(name)} } from "./${name}/platform.ts";`);
  return `${NOTICE}
import type { Platform } from "../core/stages.ts";
${imports.join("\n")}

const known = [
  // A folder with a platform.ts each.
${folders.map((name) => `  ${camelCase(name)},`).join("\n")}
] as const;

/** All platforms, in the order of their names. */
export const platforms: readonly Platform[] = known;

export type PlatformId = (typeof known)[number]["id"];

/** The model of each platform, by its id. */
export type PlatformModels = {
  readonly [Known in (typeof known)[number] as Known["id"]]: Parameters<Known["flows"]>[0];
};
`;
}

function recogniserRegistry(): string {
  const folders = platformFolders();
  return `${NOTICE}
${folders.map((name) => `import { recognise as ${camelCase(name)} } from "./${name}/recognise.ts";`).join("\n")}

/** Tells whether a file is a platform's, by its path and the start of its text. */
export type Recognise = (path: string, head: string) => boolean;

/** What each platform is recognised by, apart from what reads it: to learn that there is no pipeline should take little. */
export const recognisers: readonly Recognise[] = [
  // A folder with a recognise.ts each.
${folders.map((name) => `  ${camelCase(name)},`).join("\n")}
];
`;
}

function bindingNamesRegistry(): string {
  const folders = platformFolders().filter((name) => filesIn(`src/platforms/${name}`).includes("binding-names.ts"));
  const keyOf = (name: string): string => (camelCase(name) === name ? name : `"${name}": ${camelCase(name)}`);
  return `${NOTICE}
import type { Place } from "../core/span.ts";
${folders.map((name) => `import { bindingNames as ${camelCase(name)} } from "./${name}/binding-names.ts";`).join("\n")}

/** What tells of the model of one platform. */
type NamesAt = (model: never, place: Place) => readonly string[];

const known: Readonly<Record<string, NamesAt>> = {
  // A folder with a binding-names.ts each.
${folders.map((name) => `  ${keyOf(name)},`).join("\n")}
};

/** Names of the variables and inputs that hold where a place of a pipeline lies, whatever their values; none where its platform has none. */
export function bindingNames(platform: string, model: unknown, place: Place): readonly string[] {
  return known[platform]?.(model as never, place) ?? [];
}
`;
}

/** A registry of rules that lie in a family's folder each. */
function ruleRegistry(folder: string, type: string, contracts: string, list: string, what: string): string {
  const rules = foldersIn(folder).flatMap((family) =>
    filesIn(`${folder}/${family}`)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => ({ family, rule: file.slice(0, -".ts".length) })),
  );
  const imports = rules.map(({ family, rule }) => `import { ${camelCase(rule)} } from "./${family}/${rule}.ts";`);
  return `${NOTICE}
import type { ${type} } from "${contracts}";
${imports.join("\n")}

/** All ${what}, in the order of their ids. */
export const ${list}: readonly ${type}[] = [
  // A file in a family's folder each.
${rules.map(({ rule }) => `  ${camelCase(rule)},`).join("\n")}
];
`;
}

const policyRegistry = (): string =>
  ruleRegistry("src/policies", "Policy", "../core/stages.ts", "policies", "policies");

const inventoryRegistry = (): string =>
  ruleRegistry("src/inventory/rules", "InventoryRule", "../../core/stages.ts", "inventoryRules", "inventory rules");

const registries = {
  "src/platforms/registry.ts": platformRegistry(),
  "src/platforms/recognisers.ts": recogniserRegistry(),
  "src/platforms/binding-names.ts": bindingNamesRegistry(),
  "src/policies/registry.ts": policyRegistry(),
  "src/inventory/rules/registry.ts": inventoryRegistry(),
};

const isThere = (path: string): boolean => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;

for (const [path, text] of Object.entries(registries)) {
  const current = isThere(path) ? readFileSync(join(root, path), "utf8") : "";
  if (current === text) continue;
  if (process.argv.includes("--check")) {
    console.error(`${path} is out of step with its folder: run \`node scripts/write-registries.ts\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}
