import { type Imported, joinImported, type KnownFindings, type Part } from "../imported.ts";
import { globsFor, globsNote, pathEntries } from "../path-entries.ts";
import { type Data, dataList, textList, textOf, unknownKeys } from "../read-data.ts";
import { valuePattern } from "../value-pattern.ts";
import { GITLEAKS_RULES } from "./default-rules.ts";

/** What gitleaks is told to let pass. */
export interface Allowlist {
  readonly at: string;
  readonly description: string;
  /** Whether all kinds of its tests have to agree. */
  readonly isAll: boolean;
  readonly paths: readonly string[];
  readonly regexes: readonly string[];
  readonly stopwords: readonly string[];
  readonly commits: readonly string[];
  readonly regexTarget: string;
  /** Ids of gitleaks' rules that it is limited to; empty where it holds for all. */
  readonly targetRules: readonly string[];
  readonly unknown: readonly string[];
}

const KNOWN = ["description", "condition", "paths", "regexes", "stopwords", "commits", "regextarget", "targetrules"];

function allowlistOf(data: Data, at: string): Allowlist {
  return {
    at,
    description: textOf(data["description"])?.trim() ?? "",
    isAll: /^(?:and|&&)$/i.test(textOf(data["condition"]) ?? ""),
    paths: textList(data["paths"] ?? []),
    regexes: textList(data["regexes"] ?? []),
    stopwords: textList(data["stopwords"] ?? []),
    commits: textList(data["commits"] ?? []),
    regexTarget: textOf(data["regextarget"]) ?? "secret",
    targetRules: textList(data["targetrules"] ?? []),
    unknown: unknownKeys(data, KNOWN),
  };
}

/** All allowlists of a file or rule, in the older form and the newer one. */
export function allowlistsIn(data: Data, at: string): readonly Allowlist[] {
  const older = dataList(data["allowlist"]).map((one) => allowlistOf(one, `${at}: allowlist`));
  const newer = dataList(data["allowlists"]).map((one, index) => allowlistOf(one, `${at}: allowlists[${index}]`));
  return [...older, ...newer];
}

/** `ruleIds` are the rules of ours that it is limited to; all where undefined. */
export function importAllowlist(allowlist: Allowlist, ruleIds: readonly string[] | undefined): Imported {
  const { at, unknown, isAll, targetRules } = allowlist;
  const strange = unknown.map(
    (key): Part => ({ fate: "left", at: `${at}.${key}`, note: "not a setting of gitleaks that is known here" }),
  );
  const kinds = [allowlist.paths, allowlist.regexes, allowlist.stopwords, allowlist.commits].filter(
    (list) => list.length > 0,
  );
  if (isAll && kinds.length > 1) {
    const todo = "Scan, look at what is found there, and accept it entry by entry with `sealint-ignore` or `allow`.";
    return {
      parts: [
        {
          fate: "left",
          at,
          note: 'tests of several kinds that have to agree (`condition = "AND"`) have no equal',
          todo,
        },
        ...strange,
      ],
    };
  }
  const limits = targetRules.length === 0 ? ruleIds : targetRules.flatMap((id) => GITLEAKS_RULES.get(id) ?? []);
  if (targetRules.length > 0 && limits?.length === 0) {
    const note = `sealint has no rules that find what ${targetRules.join(", ")} ${targetRules.length === 1 ? "finds" : "find"}, so nothing is to be accepted`;
    return { parts: [{ fate: "carried", at, note }, ...strange] };
  }
  return joinImported([
    ...allowlist.paths.map((pattern, index) => importPath(allowlist, pattern, index, limits)),
    ...valueTests(allowlist, limits),
    ...(allowlist.commits.length === 0 ? [] : [importCommits(allowlist)]),
    { parts: strange },
  ]);
}

const reasonOf = ({ description, at }: Allowlist): string =>
  /[\p{L}\p{N}]/u.test(description) ? `${description.replaceAll(/\s+/g, " ")} (from ${at})` : `Let pass by ${at}.`;

function importPath(
  allowlist: Allowlist,
  pattern: string,
  index: number,
  ruleIds: readonly string[] | undefined,
): Imported {
  const at = `${allowlist.at}.paths[${index}]`;
  const reason = reasonOf(allowlist);
  if (ruleIds === undefined) {
    const { entries, part } = pathEntries(pattern, { at, dialect: "go", reason, becomes: "paths.exclude" });
    return { parts: [part], excluded: entries };
  }
  const found = globsFor(pattern, "go");
  const shown = `${at} \`${pattern}\``;
  if (typeof found === "string") {
    const todo = `Write \`paths\` for ${ruleIds.join(", ")} yourself, under \`rules\`.`;
    return { parts: [{ fate: "left", at: shown, note: found, todo }] };
  }
  return {
    parts: [{ fate: "carried", at: shown, note: globsNote(found, `${ruleIds.join(", ")} off at`) }],
    off: ruleIds.map((id) => ({ id, paths: found.globs, reason, from: at })),
  };
}

/** What is let pass by its value: sealint's configuration holds no values, so what is found today is accepted by its fingerprint. */
function valueTests(allowlist: Allowlist, ruleIds: readonly string[] | undefined): Imported[] {
  const { at, regexes, stopwords, regexTarget } = allowlist;
  const tests = [
    ...regexes.map((pattern, index) => ({ from: `${at}.regexes[${index}]`, test: regexTest(pattern, regexTarget) })),
    // There may be a thousand of them.
    ...(stopwords.length === 0 ? [] : [{ from: `${at}.stopwords`, test: wordTest(stopwords) }]),
  ];
  return tests.map(({ from, test }) => {
    if (typeof test === "string") {
      const todo = "Scan, look at what is found, and accept it with `sealint-ignore` or `allow`.";
      return { parts: [{ fate: "left", at: from, note: test, todo }] };
    }
    const known: KnownFindings = {
      where: "everywhere",
      ...(ruleIds === undefined ? {} : { ruleIds, isStrict: true }),
      ...test,
      reason: reasonOf(allowlist),
      from,
    };
    return { parts: [], known: [known] };
  });
}

function wordTest(words: readonly string[]): Pick<KnownFindings, "fitsValue"> {
  const lower = words.map((word) => word.toLowerCase());
  return {
    fitsValue(value) {
      const text = value.toLowerCase();
      return lower.some((word) => text.includes(word));
    },
  };
}

function regexTest(pattern: string, target: string): Pick<KnownFindings, "fitsValue" | "fitsLine"> | string {
  if (target === "match") return "what it is held against, the match around the value, is another one here";
  const test = valuePattern(pattern, "go");
  if (typeof test === "string") return test;
  return target === "line" ? { fitsLine: test } : { fitsValue: test };
}

function importCommits({ at, commits }: Allowlist): Imported {
  const note = `${commits.length === 1 ? "a commit is" : `${commits.length} commits are`} let pass; sealint accepts findings, not commits`;
  const todo = "Where history is searched, accept what is found in them entry by entry.";
  return { parts: [{ fate: "left", at: `${at}.commits`, note, todo }] };
}
