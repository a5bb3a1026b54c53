import type { AllowEntry } from "./accepted.ts";
import { globOfPath } from "./glob-of-path.ts";
import type { Imported, PathEntry } from "./imported.ts";
import type { RuleSetting } from "./settle-rules.ts";
import { oneLine, yamlText } from "./yaml-text.ts";

/** What a configuration is written from. */
export interface ConfigContent {
  /** Command that wrote it, for its first line. */
  readonly command: string;
  readonly failOn?: Imported["failOn"];
  readonly included: NonNullable<Imported["included"]>;
  readonly excluded: readonly PathEntry[];
  readonly settings: readonly RuleSetting[];
  readonly allow: readonly AllowEntry[];
  readonly honour: NonNullable<Imported["honour"]>;
  /** Files of rules, as paths from the configuration. */
  readonly ruleFiles: readonly string[];
}

/** Whether there is nothing in it. */
export function isEmptyConfig(content: ConfigContent): boolean {
  const { failOn, included, excluded, settings, allow, honour, ruleFiles } = content;
  const lists = [included, excluded, settings, allow, honour, ruleFiles];
  return failOn === undefined && lists.every((list) => list.length === 0);
}

/** Writes `sealint.yaml`; a comment above each entry says where it came from. */
export function renderConfig(content: ConfigContent): string {
  const { command, failOn, settings, allow, honour, ruleFiles } = content;
  const tools = [...new Set(honour.map(({ tool }) => tool))].sort();
  const sections = [
    failOn === undefined ? [] : [comment(failOn.from, ""), `failOn: ${failOn.level}`],
    pathsOf(content),
    ruleFiles.length === 0 ? [] : ["ruleFiles:", ...ruleFiles.map((path) => `  - ${yamlText(path)}`)],
    settings.length === 0 ? [] : ["rules:", ...settings.flatMap(settingOf)],
    allow.length === 0 ? [] : ["allow:", ...allow.flatMap(allowOf)],
    tools.length === 0
      ? []
      : [...honour.map(({ from }) => comment(from, "")), "suppressions:", `  honour: [${tools.join(", ")}]`],
  ];
  return [
    "# yaml-language-server: $schema=./node_modules/sealint/dist/sealint.schema.json",
    `# Written by \`${oneLine(command)}\`. The comment above an entry says where it came from.`,
    "version: 1",
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : ["", ...lines])),
    "",
  ].join("\n");
}

function pathsOf({ included, excluded }: ConfigContent): string[] {
  if (included.length + excluded.length === 0) return [];
  return [
    "paths:",
    ...(included.length === 0 ? [] : ["  include:"]),
    ...uniqueByPath(included).flatMap(({ path, from }) => [comment(from, "    "), `    - ${yamlText(path)}`]),
    ...(excluded.length === 0 ? [] : ["  exclude:"]),
    ...uniqueByPath(excluded).flatMap(({ path, reason, from }) => [
      comment(from, "    "),
      `    - path: ${yamlText(path)}`,
      `      reason: ${yamlText(reason)}`,
    ]),
  ];
}

/** Each path once, as it came first. */
function uniqueByPath<Entry extends { readonly path: string }>(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.path, entry])).values()].toReversed();
}

function settingOf({ id, severity, paths, reason, from }: RuleSetting): string[] {
  return [
    ...from.map((one) => comment(one, "  ")),
    `  ${id}:`,
    // A bare `off` is a boolean to readers of YAML 1.1.
    `    severity: ${severity === "off" ? '"off"' : severity}`,
    ...(paths === undefined
      ? []
      : ["    paths:", "      include:", ...paths.map((path) => `        - ${yamlText(path)}`)]),
    `    reason: ${yamlText(reason)}`,
  ];
}

function allowOf({ rule, path, fingerprint, reason, from }: AllowEntry): string[] {
  return [
    comment(from, "  "),
    `  - rule: ${rule}`,
    `    path: ${yamlText(globOfPath(path))}`,
    `    fingerprint: ${JSON.stringify(fingerprint)}`,
    `    reason: ${yamlText(reason)}`,
  ];
}

const comment = (text: string, indent: string): string => `${indent}# ${oneLine(text)}`;
