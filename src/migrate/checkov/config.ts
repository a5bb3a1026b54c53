import { type Imported, type ImportFile, joinImported, type Part } from "../imported.ts";
import { pathEntries } from "../path-entries.ts";
import { readYamlMap, textList } from "../read-data.ts";
import { CHECKOV_CHECKS, groupOf } from "./checks.ts";

/** Reads `.checkov.yaml`. */
export function importCheckovConfig(file: ImportFile): Imported {
  const settings = Object.entries(readYamlMap(file)).map(
    ([key, value]) => [key.replaceAll("_", "-").toLowerCase(), value] as const,
  );
  const { name } = file;
  return joinImported([
    {
      parts: [{ fate: "carried", at: `${name}: comments \`checkov:skip=…\``, note: "honoured: `suppressions.honour`" }],
      honour: [{ tool: "checkov", from: name }],
    },
    ...settings.map(([key, value]) => importSetting(key, value, `${name}: ${key}`)),
  ]);
}

/** What settings do that have no equal, or need none. Their values are not shown: some are keys. */
const LEFT: ReadonlyMap<string, readonly [note: string, todo?: string]> = new Map<string, readonly [string, string?]>(
  Object.entries({
    directory: [
      "sealint searches the whole repository",
      "Name folders in `sealint scan PATH…`, or under `paths.include`.",
    ],
    file: ["sealint searches the whole repository", "Name files in `sealint scan PATH…`."],
    framework: ["sealint searches every text file, and reads the pipelines that it knows"],
    "skip-framework": ["sealint searches every text file, and reads the pipelines that it knows"],
    check: [
      "it runs these checks alone; sealint's recommended rules all run",
      "Turn off under `rules` what you do not want.",
    ],
    "hard-fail-on": [
      "single checks do not decide whether a run fails",
      "Set `failOn` to a severity, and give rules another severity under `rules`.",
    ],
    "soft-fail-on": [
      "single checks do not decide whether a run fails",
      "Set `failOn` to a severity, and give rules another severity under `rules`.",
    ],
    "external-checks-dir": [
      "checks of your own are programs, which sealint does not run",
      "Write patterns of secrets as rules; `sealint rules test FILE` runs them.",
    ],
    "external-checks-git": [
      "checks of your own are programs, which sealint does not run",
      "Write patterns of secrets as rules; `sealint rules test FILE` runs them.",
    ],
    baseline: [
      "the baseline is a file of its own",
      "Name it, too: `sealint import checkov .checkov.yaml .checkov.baseline`.",
    ],
    output: ["how reports are written is told on the command line", "Use `--format NAME=FILE`."],
    "output-file-path": ["how reports are written is told on the command line", "Use `--format NAME=FILE`."],
  }),
);

function importSetting(key: string, value: unknown, at: string): Imported {
  switch (key) {
    case "skip-check":
      return importSkippedChecks(idsOf(value), at);
    case "skip-path":
    case "skip-paths":
      return joinImported(textList(value).map((pattern, index) => importSkippedPath(pattern, `${at}[${index}]`)));
    case "soft-fail":
      if (value !== true && value !== "true")
        return { parts: [{ fate: "carried", at, note: "nothing to do: findings fail a run" }] };
      return { parts: [{ fate: "carried", at, note: "failOn: never" }], failOn: { level: "never", from: at } };
    default: {
      const [note, todo] = LEFT.get(key) ?? ["it has no equal here"];
      const part: Part = { fate: "left", at, note, ...(todo === undefined ? {} : { todo }) };
      return { parts: [part] };
    }
  }
}

function importSkippedPath(pattern: string, at: string): Imported {
  const { entries, part } = pathEntries(pattern, {
    at,
    dialect: "python",
    reason: `Left out by ${at}.`,
    becomes: "paths.exclude",
  });
  return { parts: [part], excluded: entries };
}

/** Ids in a list, or with commas between them. */
const idsOf = (value: unknown): readonly string[] =>
  textList(value)
    .flatMap((text) => text.split(","))
    .map((id) => id.trim())
    .filter((id) => id !== "");

function importSkippedChecks(ids: readonly string[], at: string): Imported {
  const known = [...CHECKOV_CHECKS.keys()];
  const meant = ids.map((id) => ({
    id,
    checks: id.includes("*") ? known.filter((check) => fits(check, id)) : known.filter((check) => check === id),
  }));
  const others = meant.filter(({ checks }) => checks.length === 0).map(({ id }) => id);
  return joinImported([
    ...meant.filter(({ checks }) => checks.length > 0).map(({ id, checks }) => importSkipped(id, checks, at)),
    { parts: othersOf(others, at) },
  ]);
}

function fits(check: string, pattern: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replaceAll(/[^\w]/g, ""))
    .join(".*");
  return new RegExp(`^${source}$`).test(check);
}

function importSkipped(id: string, checks: readonly string[], place: string): Imported {
  const at = `${place} ${id}`;
  const ours = [...new Set(checks.flatMap((check) => CHECKOV_CHECKS.get(check) ?? []))];
  if (ours.length === 0)
    return { parts: [{ fate: "carried", at, note: "nothing to do: sealint has no rule that finds the same" }] };
  return {
    parts: [{ fate: "carried", at, note: `off: ${ours.join(", ")}` }],
    off: ours.map((rule) => ({ id: rule, reason: `Skipped as ${id} in ${place}.`, from: at })),
  };
}

/** One line a group: there may be hundreds. */
export function othersOf(ids: readonly string[], at: string): Part[] {
  return [...Map.groupBy(ids, groupOf).entries()].map(([group, some]): Part => {
    const severities = /^(?:LOW|MEDIUM|HIGH|CRITICAL)$/.test(group);
    const note = severities
      ? "severities are not skipped here; `failOn` says from which one on a run fails"
      : group === "CKV_SECRET"
        ? "not checks of secrets that are known here"
        : "not about secrets, so that sealint has nothing to skip";
    return { fate: "left", at: `${at} ${some.length === 1 ? some[0] : `${group}… (${some.length} checks)`}`, note };
  });
}
