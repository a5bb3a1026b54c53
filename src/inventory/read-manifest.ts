import type { DeclaredEnvironment, InventoryEntry, Placed, Team } from "../core/inventory.ts";
import type { Unit } from "../core/source.ts";
import { mergeSpans, type Place, type Span } from "../core/span.ts";
import type { DocumentProblem } from "../core/stages.ts";
import type { DocumentKind } from "../documents/document-kind.ts";
import { readPlainYaml } from "../documents/plain-yaml.ts";
import { readYaml, type YamlDocument } from "../documents/read-yaml.ts";
import { type SchemaProblem, schemaProblems } from "../documents/schema-problems.ts";
import { fieldOf, nodeAt, scalarsOf, toPlain, type YamlNode } from "../documents/yaml-tree.ts";
import { type Defaults, readDefaults } from "./defaults.ts";
import { type FieldReader, fieldReader, type Locate, readEntry } from "./read-entry.ts";
import { manifestSchema, sharedSchema } from "./schema.ts";

const DURATION_HINT = "Write numbers with units from long to short, such as `30d`, `12h` or `1h30m`.";
const DAY_HINT = "Write year, month and day, such as 2026-12-31.";

const MANIFEST: DocumentKind = {
  schema: manifestSchema,
  name: "the inventory",
  hints: {
    "": "Begin it with `version: 1`, then `secrets:` and below it an item a secret; `sealint inventory init` drafts it.",
    version: "Write `version: 1`, the only version that there is.",
    secrets: "Write an item a secret, such as `- name: DEPLOY_TOKEN`; `secrets: []` if there is none.",
    name: "Write the name as the pipelines do, such as `name: DEPLOY_TOKEN`.",
    extends: "Write a list of files, such as `[./shared.yaml]`.",
    every: DURATION_HINT,
    overlap: DURATION_HINT,
    ttl: DURATION_HINT,
    warnBefore: DURATION_HINT,
    longestRotation: DURATION_HINT,
    created: DAY_HINT,
    expires: DAY_HINT,
    last: DAY_HINT,
    environment: "Write the environment's name; several go into a list under `environments`.",
    "teams.*": 'Write a list of addresses and accounts, such as `[ann@example.com, "@ben"]`.',
    "environments.*": "Write `{}` or `{ protected: true }` behind the environment's name.",
  },
  valueHint:
    "Remove it: the inventory says where a secret is kept, never what it is. If it was committed, rotate the secret.",
};

/** One file of the inventory as far as it can be read, and what is wrong with it. */
export interface Manifest {
  readonly unit: Unit;
  readonly isShared: boolean;
  readonly problems: readonly DocumentProblem[];
  readonly extends: readonly Placed<string>[];
  readonly defaults: Defaults;
  readonly environments: readonly DeclaredEnvironment[];
  readonly owners: readonly Placed<string>[];
  readonly teams: readonly Team[];
  /** Absent where there is no list of secrets to read. */
  readonly entries?: readonly InventoryEntry[];
  readonly values: readonly Place[];
  readonly withheld: readonly Span[];
}

/** Reads and checks one file; no message repeats a value that could be a secret's. */
export function readManifest(unit: Unit, isShared: boolean): Manifest {
  const nothing = {
    unit,
    isShared,
    extends: [],
    defaults: {},
    environments: [],
    owners: [],
    teams: [],
    values: [],
    withheld: [],
  };
  if (!unit.whole) {
    const hint = "Keep names, dates and references in it, and no data; several files may share them.";
    return { ...nothing, problems: [wholeProblem("is too large", hint)] };
  }
  // Most are written plainly, and thousands of entries take the parser seconds.
  const plain = readPlainYaml(unit.bytes);
  const {
    root,
    problems: unreadable,
    refused,
  }: YamlDocument = plain === undefined ? readYaml(unit.bytes) : { root: plain, problems: [], refused: [] };
  if (root === undefined) {
    const empty = wholeProblem("is empty", MANIFEST.hints[""] ?? "");
    return { ...nothing, problems: unreadable.length > 0 ? unreadable : [empty] };
  }
  const checked = (isShared ? sharedSchema : manifestSchema).safeParse(toPlain(root));
  const faults = checked.success ? [] : schemaProblems(checked.error.issues, root, MANIFEST);
  const locate: Locate = (span) => ({ unit: unit.id, span });
  const from = fieldReader(root, unreadAbove(faults), locate);
  const values = faults.flatMap(({ holdsValue, refused: node }) => (holdsValue === true ? scalarsOf(node) : []));
  const withheld = [...refused, ...faults.map((fault) => fault.refused)].flatMap(scalarsOf).map(({ span }) => span);
  const entries = readEntries(root, faults, locate, isShared);
  return {
    unit,
    isShared,
    problems: [...unreadable, ...faults.map(({ problem }) => problem)],
    extends: from.texts("extends") ?? [],
    defaults: readDefaults(from.below("defaults")),
    environments: readEnvironments(root, locate),
    owners: from.texts("owners") ?? [],
    teams: readTeams(root, from),
    ...(entries === undefined ? {} : { entries }),
    values: values.map(({ span }) => locate(span)),
    withheld: mergeSpans(withheld),
  };
}

function wholeProblem(complaint: string, hint: string): DocumentProblem {
  return { span: { start: 0, end: 0 }, message: complaint, hint };
}

function readEntries(
  root: YamlNode,
  faults: readonly SchemaProblem[],
  locate: Locate,
  isShared: boolean,
): InventoryEntry[] | undefined {
  const secrets = fieldOf(root, "secrets")?.value;
  if (secrets?.kind !== "list") return isShared ? [] : undefined;
  const unread = unreadFields(faults);
  return secrets.items.flatMap(
    (item, index) => readEntry(item, unread.get(index) ?? new Set(), locate, isShared) ?? [],
  );
}

/** Paths of fields with a problem, by the index of their secret: `rotation.every`. A broken item takes its list along. */
function unreadFields(faults: readonly SchemaProblem[]): Map<number, Set<string>> {
  const unread = new Map<number, Set<string>>();
  for (const { about } of faults) {
    const [list, index, ...steps] = about;
    if (list !== "secrets" || typeof index !== "number") continue;
    const path = pathOf(steps);
    if (path !== "") unread.set(index, (unread.get(index) ?? new Set()).add(path));
  }
  return unread;
}

const unreadAbove = (faults: readonly SchemaProblem[]): ReadonlySet<string> =>
  new Set(faults.map(({ about }) => pathOf(about)));

function pathOf(steps: readonly PropertyKey[]): string {
  const index = steps.findIndex((step) => typeof step === "number");
  return (index === -1 ? steps : steps.slice(0, index)).join(".");
}

function readTeams(root: YamlNode, from: FieldReader): Team[] {
  const node = nodeAt(root, ["teams"]);
  const below = from.below("teams");
  return node?.kind === "map" ? node.fields.map(({ key }) => ({ name: key, members: below.texts(key) ?? [] })) : [];
}

function readEnvironments(root: YamlNode, locate: Locate): DeclaredEnvironment[] {
  const node = nodeAt(root, ["environments"]);
  if (node?.kind !== "map") return [];
  return node.fields.map(({ key, keySpan, value }) => ({
    name: { value: key, place: locate(keySpan) },
    isProtected: fieldReader(value, new Set(), locate).flag("protected")?.value === true,
  }));
}
