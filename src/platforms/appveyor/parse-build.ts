import { asMapping, isNull, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import { partOfScalar } from "../document/part-of-scalar.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import type { Binding } from "../environment/reach.ts";
import type { ScriptLanguage } from "../script/script.ts";
import type { Build, Section, Setting, Tool } from "./model.ts";

/** Scripts in the order in which they run. */
const PHASES = [
  "init",
  "before_clone",
  "after_clone",
  "install",
  "before_build",
  "before_package",
  "build_script",
  "after_build",
  "before_test",
  "test_script",
  "after_test",
  "before_deploy",
  "deploy_script",
  "after_deploy",
  "on_success",
  "on_failure",
  "on_finish",
] as const;

/** A configuration from its map. What stands on a line of its own is for the shell of the machine. */
export function parseBuild(root: Mapping, name: string, plain: ScriptLanguage): Build {
  const branches = valueOf(root, "branches");
  const only = branches?.kind === "sequence" ? branches : valueOf(branches, "only");
  const isSet = (key: string): boolean => scalarOf(root, key)?.value === "true";
  const mayFail = valueOf(valueOf(root, "matrix"), "allow_failures");
  const { unit, span } = root.place;
  return {
    name,
    place: root.entries[0]?.key.place ?? { unit, span: { start: span.start, end: span.start } },
    environment: parseEnvironment(valueOf(root, "environment")),
    ...(only !== undefined && { branches: scalarsOf(only) }),
    tags: isSet("skip_non_tags") ? "only" : isSet("skip_tags") ? "none" : "too",
    sections: sectionsOf(PHASES.flatMap((phase) => parseScript(valueOf(root, phase), plain))),
    deploys: parseProviders(valueOf(root, "deploy")),
    notifications: parseProviders(valueOf(root, "notifications")),
    settings: settingsOf(root),
    artifacts: parsePaths(valueOf(root, "artifacts")),
    caches: scalarsIn(valueOf(root, "cache")).map(withoutCause),
    ...(mayFail !== undefined && { mayFail: mayFail.place }),
  };
}

/** Variables of `environment`: those of all jobs, below `global`, and below `matrix`, at any depth. */
function parseEnvironment(node: DocumentNode | undefined): Binding[] {
  if (node?.kind === "sequence") return node.items.flatMap(parseEnvironment);
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }): Binding[] => {
    if (value.kind === "scalar") return isNull(value) ? [] : [{ name: key, value, secured: false }];
    if (scalarOf(value, "secure") !== undefined) return [{ name: key, secured: true }];
    return /^(?:global|matrix)$/.test(key.value) ? parseEnvironment(value) : [];
  });
}

/** A folder without the file whose change makes it anew: `node_modules -> package.json`. */
function withoutCause(path: Scalar): Scalar {
  const end = /\s*->/.exec(path.value)?.index;
  return end === undefined ? path : partOfScalar(path, 0, end);
}

interface Line {
  readonly language: ScriptLanguage;
  readonly text: Scalar;
}

const SHELLS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ["ps", "pwsh"],
  ["pwsh", "pwsh"],
  ["cmd", "cmd"],
  ["sh", "bash"],
]);

function parseScript(node: DocumentNode | undefined, plain: ScriptLanguage): Line[] {
  if (node?.kind === "sequence") return node.items.flatMap((item) => parseScript(item, plain));
  if (node?.kind === "scalar") return isNull(node) ? [] : [{ language: plain, text: node }];
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => {
    const language = SHELLS.get(key.value);
    return language === undefined || value.kind !== "scalar" || isNull(value) ? [] : [{ language, text: value }];
  });
}

/** Lines of one language that follow each other. */
function sectionsOf(lines: readonly Line[]): Section[] {
  const sections: { language: ScriptLanguage; lines: Scalar[] }[] = [];
  for (const { language, text } of lines) {
    const last = sections.at(-1);
    if (last?.language === language) last.lines.push(text);
    else sections.push({ language, lines: [text] });
  }
  return sections;
}

/** Keys of a provider that tell when it runs, or which one it is. */
const NO_SETTINGS: ReadonlySet<string> = new Set(["provider", "on", "true"]);

function parseProviders(node: DocumentNode | undefined): Tool[] {
  if (node?.kind === "sequence") return node.items.flatMap(parseProviders);
  const provider = scalarOf(node, "provider");
  if (node?.kind !== "map" || provider === undefined) return [];
  // A key `on` that a parser of old took for a truth is written as one by some tools.
  const on = valueOf(node, "on") ?? valueOf(node, "true");
  const tag = ["APPVEYOR_REPO_TAG", "appveyor_repo_tag"].some((key) => scalarOf(on, key)?.value === "true");
  const branches = scalarsOf(valueOf(on, "branch"));
  return [{ ...toolOf(provider.value, provider, node), branches, tags: tag }];
}

const toolOf = (name: string, { place }: Scalar, node: Mapping): Tool => ({
  name,
  place,
  settings: node.entries.filter(({ key }) => !NO_SETTINGS.has(key.value)).flatMap(valuesOf),
  branches: [],
  tags: false,
});

function valuesOf({ key, value }: Entry): Setting[] {
  const secret = scalarOf(value, "secure");
  if (secret !== undefined) return [{ name: key.value, value: secret, secured: true }];
  const scalars = value.kind === "scalar" ? [value] : scalarsIn(value);
  return scalars.filter((one) => !isNull(one)).map((one) => ({ name: key.value, value: one, secured: false }));
}

/** Accounts that the file opens beside its deployments. */
function settingsOf({ entries }: Mapping): Tool[] {
  return entries.flatMap(({ key, value }) => {
    const map = asMapping(value);
    return key.value === "nuget" && map !== undefined ? [toolOf(key.value, key, map)] : [];
  });
}

/** A list of maps with a `path`, or of paths. */
function parsePaths(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind === "sequence") return node.items.flatMap(parsePaths);
  const path = node?.kind === "scalar" ? node : scalarOf(node, "path");
  return path === undefined || isNull(path) ? [] : [path];
}
