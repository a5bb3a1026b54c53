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
  if (plugins.length === 0) return { parts: [] };
  const left = plugins.flatMap((plugin) => pluginLeft(plugin, name));
  const plain = plugins.length - left.length;
  const used = new Set(plugins.map((plugin) => textOf(plugin["name"])));
  const idle = [...PLUGINS].filter(([plugin]) => !used.has(plugin));
  const ours = idle.flatMap(([, type]) => SECRET_TYPES.get(type) ?? []);
  const needless: Part = {
    fate: "carried",
    at: `${name}: plugins_used`,
    note: `${plain} of them need nothing: sealint's own rules always run`,
  };
  const absent: Part = {
    fate: "left",
    at: `${name}: plugins that are not in it`,
    note: `they may be turned off, or unknown to the version that wrote the file; sealint's rules for them stay on: ${idle.map(([plugin]) => plugin).join(", ")}`,
    todo: `Turn off under \`rules\` what you do not want of: ${ours.join(", ")}.`,
  };
  return { parts: [...(plain > 0 ? [needless] : []), ...left, ...(ours.length > 0 ? [absent] : [])] };
}

/** What of a plugin has no equal, in one part at most. */
function pluginLeft(plugin: Data, name: string): readonly Part[] {
  const id = textOf(plugin["name"]) ?? "";
  const at = `${name}: plugins_used ${id}`;
  const left = (note: string, todo?: string): readonly Part[] => [
    { fate: "left", at, note, ...(todo === undefined ? {} : { todo }) },
  ];
  if (plugin["path"] !== undefined)
    return left(
      "a plugin of your own is a program, which sealint does not run",
      "Write its pattern as a rule; `sealint rules test FILE` runs it.",
    );
  if (plugin["limit"] !== undefined || plugin["base64_limit"] !== undefined || plugin["hex_limit"] !== undefined)
    return left("the least entropy has no equal: sealint measures each value and weighs it with its name and place");
  if (textOf(plugin["keyword_exclude"]))
    return left("`keyword_exclude` has no equal", "Accept names of values with `allow: [{ name: … }]`.");
  return PLUGINS.has(id) ? [] : left("not a plugin that is known here");
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
        isBaseline: true,
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
