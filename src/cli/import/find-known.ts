import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import { globs } from "../../config/globs.ts";
import { anyPathTest } from "../../config/path-patterns.ts";
import type { Finding } from "../../core/finding.ts";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import { scan } from "../../engine/scan.ts";
import type { KnownFindings, Part } from "../../migrate/imported.ts";
import { type Matched, matchKnown, type ValuedFinding } from "../../migrate/match-known.ts";
import { countKnown } from "../../migrate/tell-known.ts";
import { scanPaths } from "../../sources/scan-paths.ts";
import { baselineFile } from "../baseline/read-baseline.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { scanArguments } from "../scan-arguments.ts";
import { readValued } from "./read-valued.ts";

/** What was found of known findings, and what went wrong on the way. */
export interface FoundKnown extends Matched {
  /** The baseline that scans read, whether or not it is there: absolute. */
  readonly baselineFile: string;
  readonly problems: readonly Problem[];
}

interface FindOptions {
  /** Absolute. */
  readonly root: string;
  /** Patterns of paths that are left out from now on. */
  readonly excluded: readonly string[];
}

/** Searches where the other tool's entries are at home, and finds out which findings of ours they are about. */
export async function findKnown(
  known: readonly KnownFindings[],
  { root, excluded }: FindOptions,
  program: Program,
): Promise<FoundKnown> {
  const nothing = { accepted: [], parts: [], problems: [], baselineFile: baselineFileIn(root, program, undefined) };
  if (known.length === 0) return nothing;
  const isExcluded = anyPathTest(excluded, globs);
  const [out, inside] = split(known, (one) => isExcluded(pathOf(one) ?? ""));
  const [gone, there] = split(inside, (one) => !isThere(pathOf(one), root));
  const parts = [
    ...countKnown(out, "left out from now on, by `paths.exclude`"),
    ...countKnown(gone, "nothing to do: the file is gone"),
  ];
  if (there.length === 0) return { ...nothing, parts };
  const { report, config } = await search(there.map(pathOf), root, program);
  const findings = [...report.findings, ...report.suppressed.map(({ finding }) => finding)].filter(
    ({ location: { path } }) => !isExcluded(path),
  );
  const valued = valuedByPath(findings, root);
  const all = [...valued.values()].flat();
  const matched = matchKnown(there, (one) => {
    const path = pathOf(one);
    return path === undefined ? all : (valued.get(path) ?? []);
  });
  // What the configuration of today accepts needs no entry.
  const settled = new Set(report.suppressed.map(({ finding }) => finding));
  const accepted = matched.accepted.filter(({ finding }) => !settled.has(finding));
  const already = matched.accepted.length - accepted.length;
  const settledPart: Part[] =
    already === 0
      ? []
      : [
          {
            fate: "carried",
            at: `${already} of them`,
            note: "nothing to do: sealint.yaml or a comment accepts them already",
          },
        ];
  return {
    accepted,
    parts: [...parts, ...matched.parts, ...settledPart],
    problems: report.problems,
    baselineFile: baselineFileIn(root, program, config),
  };
}

function baselineFileIn(root: string, { cwd }: Program, config: Config | undefined): string {
  return baselineFile({ range: { paths: [root], root, folder: root }, cwd, file: config?.baseline });
}

/** Where an entry is at home, from the root; undefined for everywhere. */
function pathOf({ where }: KnownFindings): string | undefined {
  if (where === "everywhere") return undefined;
  return "path" in where ? where.path : `.github/workflows/${where.workflow}`;
}

function isThere(path: string | undefined, root: string): boolean {
  if (path === undefined) return true;
  return path !== "" && !/^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(path) && existsSync(join(root, path));
}

async function search(
  paths: readonly (string | undefined)[],
  root: string,
  program: Program,
): Promise<{ readonly report: ScanReport; readonly config: Config | undefined }> {
  const named = paths.includes(undefined) ? [root] : [...new Set(paths.map((path) => join(root, path ?? "")))].sort();
  const args = scanArguments({ operands: named, switches: new Set(), values: new Map() });
  const { options, config } = await prepareScan(args, program, {
    range: { paths: named, root, folder: root },
    isWhole: false,
  });
  const excluding = config === undefined ? {} : { isExcluded: config.isExcluded };
  const found = scanPaths(named, { cwd: program.cwd, root, ignore: true, environment: program.env, ...excluding });
  return { report: scan(found, options), config };
}

function valuedByPath(findings: readonly Finding[], root: string): ReadonlyMap<string, readonly ValuedFinding[]> {
  const byPath = Map.groupBy(findings, ({ location: { path } }) => path);
  return new Map([...byPath].map(([path, some]) => [path, readValued(some, join(root, path))]));
}

function split<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
