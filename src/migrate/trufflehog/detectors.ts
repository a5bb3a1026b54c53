import { ScanError } from "../../core/errors.ts";
import { COMPLETE_RULE } from "../foreign-rule.ts";
import { type ImportContext, type Imported, type ImportFile, joinImported, type Part } from "../imported.ts";
import { type Data, dataList, isData, readYamlMap, textList, textOf, unknownKeys } from "../read-data.ts";
import { Untranslatable } from "../regex/syntax.ts";
import { draftRule } from "../rule-draft.ts";

const KNOWN = ["detectors", "sources"];

/** Reads trufflehog's `config.yaml`: custom detectors become rules. */
export function importTrufflehogConfig(file: ImportFile, context: ImportContext): Imported {
  const data = readYamlMap(file);
  const { name } = file;
  const unknown = unknownKeys(data, KNOWN);
  if (unknown.length === Object.keys(data).length && unknown.length > 0) {
    throw new ScanError(
      `${name} is no configuration of trufflehog`,
      "Name one with `detectors`, or a list of paths that does not end in .yaml.",
    );
  }
  const parts = unknown.map(
    (key): Part => ({ fate: "left", at: `${name}: ${key}`, note: "not a setting of trufflehog that is known here" }),
  );
  if (data["sources"] !== undefined) {
    parts.push({
      fate: "left",
      at: `${name}: sources`,
      note: "sealint searches what it is given on its command line",
      todo: "Name folders in `sealint scan PATH…`.",
    });
  }
  const detectors = dataList(data["detectors"]).map((one, index) =>
    importDetector(one, `${name}: detectors[${index}]`, context),
  );
  return joinImported([...detectors, { parts }]);
}

function importDetector(detector: Data, place: string, { version }: ImportContext): Imported {
  const id = textOf(detector["name"]) ?? "";
  const at = `${place} \`${id}\``;
  const patterns = isData(detector["regex"])
    ? Object.entries(detector["regex"]).map(([key, one]) => [key, textOf(one) ?? ""] as const)
    : [];
  const primary = textOf(detector["primary_regex_name"]);
  const inOrder = [...patterns.filter(([key]) => key === primary), ...patterns.filter(([key]) => key !== primary)];
  const todo = "Write the rule by hand; `sealint rules test FILE` runs it.";
  if (inOrder.length === 0 || inOrder.length > 2) {
    const note = inOrder.length === 0 ? "it has no pattern" : "it asks for more than two patterns beside each other";
    return { parts: [{ fate: "left", at, note, todo }] };
  }
  // Either of two patterns may hold the literal that a rule needs.
  const orders = primary === undefined ? [inOrder, inOrder.toReversed()] : [inOrder];
  let reason = "";
  for (const [first, second] of orders) {
    try {
      const made = draftRule(
        {
          id,
          description: `Found by the custom detector ${id} of trufflehog`,
          regex: first?.[1] ?? "",
          keywords: textList(detector["keywords"] ?? []),
          ...(second === undefined ? {} : { requires: second[1] }),
        },
        { from: at, version },
      );
      const differences = [
        ...made.differences,
        ...lost(detector),
        ...(second === undefined ? [] : [`\`${second[0]}\` has to stand within 50 lines of \`${first?.[0] ?? ""}\``]),
      ];
      const note = differences.length === 0 ? made.path : `${made.path}, but ${differences.join("; ")}`;
      return {
        parts: [
          {
            fate: "partly",
            at,
            note,
            todo: COMPLETE_RULE,
          },
        ],
        rules: [made],
      };
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      reason ||= error.message;
    }
  }
  return { parts: [{ fate: "left", at, note: reason, todo }] };
}

const LOST: Readonly<Record<string, string>> = {
  verify: "sealint asks nobody whether a value is in use, so `verify` is left out",
  entropy: "the least entropy is left to sealint, which measures every value",
  exclude_words: "words that are to be left out are not",
  exclude_regexes_match: "matches that are to be left out are not",
  exclude_regexes_capture: "values that are to be left out are not",
  validations: "`validations` are left out",
};

function lost(detector: Data): string[] {
  return Object.entries(LOST).flatMap(([key, text]) => (detector[key] === undefined ? [] : [text]));
}
