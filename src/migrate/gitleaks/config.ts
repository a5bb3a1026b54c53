import type { ImportContext, Imported, ImportFile, Part } from "../imported.ts";
import { joinImported } from "../imported.ts";
import { type Data, dataList, isData, readToml, textList, textOf, unknownKeys } from "../read-data.ts";
import { allowlistsIn, importAllowlist } from "./allowlist.ts";
import { GITLEAKS_RULES } from "./default-rules.ts";
import { importRule } from "./rule.ts";

const KNOWN = ["title", "description", "extend", "rules", "allowlist", "allowlists", "minversion"];

/** Reads `.gitleaks.toml`. */
export function importGitleaksConfig(file: ImportFile, context: ImportContext): Imported {
  const data = lowerKeys(readToml(file)) as Data;
  const extend = isData(data["extend"]) ? data["extend"] : {};
  const rules = dataList(data["rules"]);
  const { name } = file;
  const unknown = unknownKeys(data, KNOWN).map(
    (key): Part => ({ fate: "left", at: `${name}: ${key}`, note: "not a setting of gitleaks that is known here" }),
  );
  const honour: Imported = {
    parts: [{ fate: "carried", at: `${name}: comments \`gitleaks:allow\``, note: "honoured: `suppressions.honour`" }],
    honour: [{ tool: "gitleaks", from: name }],
  };
  return joinImported([
    importExtend(extend, name, rules.length > 0),
    ...rules.map((rule, index) => importRule(rule, `${name}: rules[${index}]`, context)),
    ...allowlistsIn(data, name).map((allowlist) => importAllowlist(allowlist, undefined)),
    honour,
    { parts: unknown },
  ]);
}

function importExtend(extend: Data, name: string, hasRules: boolean): Imported {
  const parts: Part[] = [];
  const path = textOf(extend["path"]);
  const isOnTop = extend["usedefault"] === true || path !== undefined || textOf(extend["url"]) !== undefined;
  if (extend["usedefault"] === true) {
    parts.push({
      fate: "carried",
      at: `${name}: extend.useDefault`,
      note: "nothing to do: sealint's own rules always run",
    });
  } else if (hasRules && !isOnTop) {
    parts.push({
      fate: "left",
      at: `${name}: no extend.useDefault`,
      note: "gitleaks runs the rules of this file alone; sealint's own rules run, too",
      todo: "Turn off under `rules` in sealint.yaml what you do not want, such as `generic/*`.",
    });
  }
  if (path !== undefined) {
    parts.push({
      fate: "left",
      at: `${name}: extend.path`,
      note: `the file \`${path}\` was not read`,
      todo: `Name it, too: \`sealint import gitleaks ${path} …\`.`,
    });
  }
  if (extend["url"] !== undefined) {
    parts.push({
      fate: "left",
      at: `${name}: extend.url`,
      note: "sealint opens no connection",
      todo: "Fetch that file and name it, too.",
    });
  }
  const disabled = textList(extend["disabledrules"]).map((id) => disabledRule(id, name));
  return joinImported([{ parts }, ...disabled]);
}

function disabledRule(id: string, name: string): Imported {
  const at = `${name}: extend.disabledRules \`${id}\``;
  const ours = GITLEAKS_RULES.get(id);
  if (ours === undefined) {
    return {
      parts: [
        {
          fate: "left",
          at,
          note: "no rule of gitleaks' own that is known here",
          todo: "Find sealint's rule with `sealint rules list`, and turn it off under `rules`.",
        },
      ],
    };
  }
  if (ours.length === 0)
    return { parts: [{ fate: "carried", at, note: "nothing to do: sealint has no rule that finds the same" }] };
  const reason = `Turned off as ${id} in ${name}.`;
  return {
    parts: [{ fate: "carried", at, note: `off: ${ours.join(", ")}` }],
    off: ours.map((rule) => ({ id: rule, reason, from: at })),
  };
}

/** gitleaks does not mind the case of its keys. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (!isData(value) || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), lowerKeys(one)]));
}
