import { type Imported, type ImportFile, joinImported, type KnownFindings, type Part } from "../imported.ts";
import { type Data, isData, readYamlMap, textList, textOf, unknownKeys } from "../read-data.ts";
import { ZIZMOR_AUDITS } from "./audits.ts";

/** Reads `zizmor.yml`. */
export function importZizmor(file: ImportFile): Imported {
  const data = readYamlMap(file);
  const { name } = file;
  const rules = isData(data["rules"]) ? data["rules"] : {};
  const at = `${name}: comments \`zizmor: ignore[…]\``;
  return joinImported([
    {
      parts: [{ fate: "carried", at, note: "honoured: `suppressions.honour`" }],
      honour: [{ tool: "zizmor", from: name }],
    },
    ...Object.entries(rules).map(([id, settings]) => importAudit(id, isData(settings) ? settings : {}, name)),
    {
      parts: unknownKeys(data, ["rules"]).map(
        (key): Part => ({ fate: "left", at: `${name}: ${key}`, note: "not a setting of zizmor that is known here" }),
      ),
    },
  ]);
}

function importAudit(id: string, settings: Data, name: string): Imported {
  const at = `${name}: rules.${id}`;
  const ours = ZIZMOR_AUDITS.get(id);
  if (ours === undefined) return { parts: [{ fate: "left", at, note: "not an audit of zizmor that is known here" }] };
  if (ours.length === 0) {
    const note = "sealint has no policy about the same; it is about secrets";
    return { parts: [{ fate: "left", at, note, todo: "Keep zizmor for it, if you want it." }] };
  }
  const ignored = textList(settings["ignore"] ?? []);
  return joinImported([
    settings["disable"] === true ? disabled(at, ours) : { parts: [] },
    ...(settings["disable"] === true ? [] : ignored.map((entry) => importIgnore(entry, `${at}.ignore`, ours))),
    ...(isData(settings["config"]) ? [configLeft(id, at)] : []),
    ...(isData(settings["remap"]) ? [importRemap(settings["remap"], at, ours)] : []),
    {
      parts: unknownKeys(settings, ["ignore", "disable", "config", "remap"]).map(
        (key): Part => ({ fate: "left", at: `${at}.${key}`, note: "not a setting of zizmor that is known here" }),
      ),
    },
  ]);
}

function disabled(at: string, ours: readonly string[]): Imported {
  return {
    parts: [{ fate: "carried", at: `${at}.disable`, note: `off: ${ours.join(", ")}` }],
    off: ours.map((id) => ({ id, reason: `Turned off by ${at}.disable.`, from: `${at}.disable` })),
  };
}

/** `file.yml`, `file.yml:line` or `file.yml:line:column`, the file being a workflow. */
function importIgnore(entry: string, at: string, ours: readonly string[]): Imported {
  const [, workflow, line, column] = /^([^:/]+\.ya?ml)(?::(\d+))?(?::(\d+))?$/.exec(entry) ?? [];
  const from = `${at} \`${entry}\``;
  if (workflow === undefined)
    return { parts: [{ fate: "left", at: from, note: "no workflow with a line and column" }] };
  const reason = `Ignored by ${from}.`;
  if (line === undefined) {
    const path = `.github/workflows/${workflow}`;
    return {
      parts: [{ fate: "carried", at: from, note: `off at \`${path}\`: ${ours.join(", ")}` }],
      off: ours.map((id) => ({ id, paths: [path], reason, from })),
    };
  }
  const known: KnownFindings = {
    where: { workflow },
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
    ruleIds: ours,
    isStrict: true,
    reason,
    from,
  };
  return { parts: [], known: [known] };
}

function configLeft(id: string, at: string): Imported {
  const todo =
    id === "unpinned-uses"
      ? "Pin the actions that receive a secret to commits, or accept them by `paths` of unpinned/unpinned-action-with-secret."
      : "Read `sealint explain` of the policy, and accept what may be with `allow`.";
  return { parts: [{ fate: "left", at: `${at}.config`, note: "the policy has no settings of that kind", todo }] };
}

const SEVERITIES: ReadonlyMap<string, "low" | "medium" | "high"> = new Map([
  ["low", "low"],
  ["informational", "low"],
  ["medium", "medium"],
  ["high", "high"],
]);

function importRemap(remap: Data, at: string, ours: readonly string[]): Imported {
  const from = `${at}.remap.severity`;
  const severity = SEVERITIES.get(textOf(remap["severity"]) ?? "");
  if (severity === undefined) return { parts: [{ fate: "left", at: from, note: "no severity of zizmor's" }] };
  return {
    parts: [
      {
        fate: "carried",
        at: from,
        note: `severity ${severity}, which also runs what the preset leaves out: ${ours.join(", ")}`,
      },
    ],
    severities: ours.map((id) => ({ id, severity, reason: `Set by ${from}.`, from })),
  };
}
