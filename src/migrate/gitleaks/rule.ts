import { COMPLETE_RULE } from "../foreign-rule.ts";
import { type ImportContext, type Imported, joinImported, type Part } from "../imported.ts";
import { type Data, textList, textOf, unknownKeys } from "../read-data.ts";
import { Untranslatable } from "../regex/syntax.ts";
import { draftRule } from "../rule-draft.ts";
import { allowlistsIn, importAllowlist } from "./allowlist.ts";
import { GITLEAKS_RULES } from "./default-rules.ts";

const KNOWN = [
  "id",
  "description",
  "regex",
  "secretgroup",
  "entropy",
  "keywords",
  "path",
  "tags",
  "allowlist",
  "allowlists",
  "required",
  "skipreport",
];

/** One of a file's rules: one of gitleaks' own that is changed, or a rule of the team's. */
export function importRule(rule: Data, place: string, context: ImportContext): Imported {
  const id = textOf(rule["id"]) ?? "";
  const at = `${place} \`${id}\``;
  const ours = GITLEAKS_RULES.get(id);
  const unknown = unknownKeys(rule, KNOWN).map(
    (key): Part => ({ fate: "left", at: `${at}.${key}`, note: "not a setting of gitleaks that is known here" }),
  );
  const allowlists = allowlistsIn(rule, at);
  if (ours !== undefined && ours.length > 0) {
    const pattern = textOf(rule["regex"]) === undefined ? [] : [ownPattern(at, ours)];
    return joinImported([{ parts: [...pattern, ...unknown] }, ...allowlists.map((one) => importAllowlist(one, ours))]);
  }
  if (textOf(rule["regex"]) === undefined) return { parts: [withoutPattern(rule, at), ...unknown] };
  const drafted = draft(rule, id, at, context);
  const [made] = drafted.rules ?? [];
  const limits = allowlists.map(
    (one): Imported =>
      made === undefined
        ? { parts: [{ fate: "left", at: one.at, note: "it is limited to a rule that was not carried over" }] }
        : importAllowlist(one, [made.id]),
  );
  return joinImported([drafted, ...limits, { parts: unknown }]);
}

function ownPattern(at: string, ours: readonly string[]): Part {
  return {
    fate: "carried",
    at,
    note: `sealint's own ${ours.length === 1 ? "rule looks" : "rules look"} for the same, with ${ours.length === 1 ? "its" : "their"} own pattern: ${ours.join(", ")}`,
  };
}

function withoutPattern(rule: Data, at: string): Part {
  const todo = "Forbid such files in .gitignore or in a hook.";
  return rule["path"] === undefined
    ? { fate: "left", at, note: "it has no pattern" }
    : { fate: "left", at, note: "it reports files by their names alone, which sealint does not", todo };
}

function draft(rule: Data, id: string, at: string, { version }: ImportContext): Imported {
  const description = textOf(rule["description"]);
  const group = rule["secretgroup"];
  try {
    const made = draftRule(
      {
        id,
        regex: textOf(rule["regex"]) ?? "",
        keywords: textList(rule["keywords"] ?? []),
        ...(description === undefined ? {} : { description }),
        ...(typeof group === "number" ? { secretGroup: group } : {}),
      },
      { from: at, version },
    );
    const differences = [...made.differences, ...lost(rule)];
    const note = differences.length === 0 ? made.path : `${made.path}, but ${differences.join("; ")}`;
    return { parts: [{ fate: "partly", at, note, todo: COMPLETE_RULE }], rules: [made] };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return {
      parts: [
        { fate: "left", at, note: error.message, todo: "Write the rule by hand; `sealint rules test FILE` runs it." },
      ],
    };
  }
}

/** Settings of a rule that its file cannot hold. */
function lost(rule: Data): string[] {
  return [
    ...(rule["entropy"] === undefined ? [] : ["the least entropy is left to sealint, which measures every value"]),
    ...(rule["path"] === undefined ? [] : ["it looks at all paths"]),
    ...(textList(rule["tags"] ?? []).length === 0 ? [] : ["rules have no tags"]),
    ...(rule["required"] === undefined ? [] : ["what it requires nearby is not looked for"]),
    ...(rule["skipreport"] === true ? ["it is reported by itself"] : []),
  ];
}
