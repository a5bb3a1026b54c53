import type { Finding } from "../core/finding.ts";
import { platformOfDocs } from "../core/platform-docs.ts";
import { PLATFORM_NAMES } from "../core/platform-names.ts";
import type { PlatformWords, RuleMeta } from "../core/rule.ts";
import type { RuleOption } from "../core/rule-option.ts";

/** Platforms whose words are asked for, by their ids; all that a rule has words for where undefined. */
export type Asked = ReadonlySet<string> | undefined;

/** A step of what a rule advises, with how it is headed. */
export interface Advice {
  readonly label: string;
  readonly lines: readonly string[];
}

/** The platforms that findings are about; undefined where one of them does not say. */
export function platformsOf(findings: readonly Finding[]): Asked {
  const named = findings.flatMap(({ platform }) => platform ?? []);
  return named.length === findings.length ? new Set(named) : undefined;
}

/** Why a rule matters, in lines: what holds everywhere, then a line for each platform with words of its own. Of one platform all is one line. */
export const whyOf = (rule: RuleMeta, asked?: Asked): readonly string[] => linesOf(rule, "why", asked);

/** What to do about a rule's findings, in the same kind of lines: first revoke what leaked, then mend the file. */
export function adviceOf(rule: RuleMeta, asked?: Asked): Advice[] {
  const lines = linesOf(rule, "fix", asked);
  if (rule.revoke === undefined) return [{ label: "What to do", lines }];
  return [
    { label: "Do this first", lines: [rule.revoke] },
    { label: "Then fix it", lines },
  ];
}

/** Where to read more, without the documentation of platforms that findings are not about, unless there is nothing else. */
export function referencesOf({ references }: RuleMeta, asked?: Asked): readonly string[] {
  const fitting = references.filter((address) => {
    const platform = platformOfDocs(address);
    return platform === undefined || asked?.has(platform) !== false;
  });
  return fitting.length === 0 ? references : fitting;
}

function linesOf(rule: RuleMeta, kind: keyof PlatformWords, asked: Asked): readonly string[] {
  const own = Object.entries(rule.on ?? {}).flatMap(([platform, words]) => {
    const text = words[kind];
    return text === undefined || asked?.has(platform) === false ? [] : [{ platform, text }];
  });
  if (asked?.size === 1) return [[rule[kind], ...own.map(({ text }) => text)].join(" ")];
  const alike = Map.groupBy(own, ({ text }) => text);
  return [rule[kind], ...[...alike].map(([text, some]) => `${namesOf(some.map(({ platform }) => platform))}: ${text}`)];
}

/** `Drone and Woodpecker`. */
function namesOf(platforms: readonly string[]): string {
  const names = platforms.map((platform) => PLATFORM_NAMES[platform] ?? platform);
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}

/** What each option of a rule is called, what it takes, and what it means, as a sentence each. */
export const optionsOf = ({ options = {} }: RuleMeta): readonly string[] =>
  Object.entries(options).map(([name, option]) => `\`${name}\` (${takenBy(option)}): ${option.says}`);

function takenBy(option: RuleOption): string {
  if (option.kind === "names") return "names, with `*` for anything; none by itself";
  if (option.kind === "count") return `a number from ${option.least} to ${option.most}; ${option.default} by itself`;
  return `a duration, such as \`90m\` or \`7d\`; \`${option.default}\` by itself`;
}
