import { ScanError } from "../../core/errors.ts";
import { excludeItself } from "../exclude-itself.ts";
import { type Imported, type ImportFile, joinImported, type KnownFindings, type Part } from "../imported.ts";
import { type Data, dataList, isData, readJson, textOf } from "../read-data.ts";
import { importFilters } from "./filters.ts";
import { PLUGINS, SECRET_TYPES } from "./plugins.ts";

const NO_BASELINE = "Name a file that `detect-secrets scan` wrote, such as `.secrets.baseline`.";

/** Reads `.secrets.baseline`. */
export function importDetectSecrets(file: ImportFile): Imported {
  const data = readJson(file);
  if (!isData(data) || !isData(data["results"]))
    throw new ScanError(`${file.name} is no baseline of detect-secrets`, NO_BASELINE);
  const { name } = file;
  return joinImported([
    importPlugins(data, name),
    importFilters(data, name),
    excludeItself(file),
    ...Object.entries(data["results"]).map(([path, secrets]) => importSecrets(path, dataList(secrets), name)),
  ]);
}

/** Plugins with settings of their own, and those that do not run. */
function importPlugins(data: Data, name: string): Imported {
  const plugins = dataList(data["plugins_used"]);
  const parts = plugins.flatMap((plugin): Part[] => {
    const id = textOf(plugin["name"]) ?? "";
    const at = `${name}: plugins_used ${id}`;
    if (plugin["path"] !== undefined)
      return [
        {
          fate: "left",
          at,
          note: "a plugin of your own is a program, which sealint does not run",
          todo: "Write its pattern as a rule; `sealint rules test FILE` runs it.",
        },
      ];
    if (plugin["limit"] !== undefined || plugin["base64_limit"] !== undefined || plugin["hex_limit"] !== undefined) {
      return [
        {
          fate: "left",
          at,
          note: "the least entropy has no equal: sealint measures each value and weighs it with its name and place",
        },
      ];
    }
    if (textOf(plugin["keyword_exclude"]))
      return [
        {
          fate: "left",
          at: `${at}.keyword_exclude`,
          note: "it has no equal",
          todo: "Accept names of values with `allow: [{ name: … }]`.",
        },
      ];
    if (PLUGINS[id] === undefined) return [{ fate: "left", at, note: "not a plugin that is known here" }];
    return [];
  });
  const used = new Set(plugins.map((plugin) => textOf(plugin["name"])));
  const idle = Object.keys(PLUGINS).filter((plugin) => !used.has(plugin));
  const ours = idle.flatMap((plugin) => SECRET_TYPES.get(PLUGINS[plugin] ?? "") ?? []);
  if (plugins.length > 0 && ours.length > 0) {
    parts.push({
      fate: "left",
      at: `${name}: plugins that are not in it`,
      note: `they may be turned off, or unknown to the version that wrote the file; sealint's rules for them stay on: ${idle.join(", ")}`,
      todo: `Turn off under \`rules\` what you do not want of: ${ours.join(", ")}.`,
    });
  }
  const plain = plugins.length - parts.filter(({ at }) => !at.includes("not in it")).length;
  if (plain > 0)
    parts.unshift({
      fate: "carried",
      at: `${name}: plugins_used`,
      note: `${plain} of them need nothing: sealint's own rules always run`,
    });
  return { parts };
}

/** Findings of one file: what is accepted is told once they have been looked for. */
function importSecrets(path: string, secrets: readonly Data[], name: string): Imported {
  const parts: Part[] = [];
  const known = secrets.flatMap((secret, index): KnownFindings[] => {
    const { hashed_secret: sha1, line_number: line, type } = secret;
    const at = `${name}: results ${path}${typeof line === "number" ? `:${line}` : ` item ${index + 1}`}`;
    if (typeof sha1 !== "string" || !/^[\da-f]{40}$/.test(sha1)) {
      parts.push({ fate: "left", at, note: "it holds no hash of its value" });
      return [];
    }
    return [
      {
        where: { path: path.replaceAll("\\", "/").replace(/^\.\//, "") },
        sha1,
        ...(typeof line === "number" ? { line } : {}),
        ruleIds: SECRET_TYPES.get(textOf(type) ?? "") ?? [],
        reason: `${reasonOf(secret)} (${textOf(type) ?? "a secret"} in ${name}).`,
        from: at,
        ...(secret["is_secret"] === true ? { isReal: true } : {}),
      },
    ];
  });
  return { parts, known };
}

function reasonOf({ is_secret: isSecret, is_verified: isVerified }: Data): string {
  if (isSecret === false) return "Looked at by somebody: no secret";
  if (isSecret === true) return "Looked at by somebody: a real secret, known before";
  return isVerified === true
    ? "Known before, verified as in use, and looked at by nobody"
    : "Known before, and looked at by nobody";
}
