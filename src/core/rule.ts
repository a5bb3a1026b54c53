import type { Confidence, Preset, Severity } from "./levels.ts";
import type { RuleOptions } from "./rule-option.ts";

/** What a rule says of a single platform, besides what holds on all. */
export interface PlatformWords {
  readonly why?: string;
  readonly fix?: string;
}

/** What every rule says of itself: tests, pages, help, presets and SARIF metadata come out of it. */
export interface RuleMeta {
  /** `group/name`, equal to the path of the rule's file. */
  readonly id: string;
  /** Names the thing found, not the ban. */
  readonly title: string;
  /** Why it matters, in sentences. */
  readonly why: string;
  /** How the code or configuration should look instead. */
  readonly fix: string;
  /** What it says besides of single platforms, by their ids: a report tells it of those only on which something was found. */
  readonly on?: Readonly<Record<string, PlatformWords>>;
  /** What to do now that it leaked; secret rules only. */
  readonly revoke?: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly preset: Preset;
  /** Version of sealint that brought the rule. */
  readonly since: string;
  readonly references: readonly string[];
  /** Practices of docs/practices.md, such as `P1`. */
  readonly practices: readonly string[];
  /** CWE numbers. */
  readonly cwe: readonly number[];
  /** What the rule's allow-list names, with an entry as an example; absent where it has none. */
  readonly allows?: { readonly what: string; readonly example: string };
  /** Settings of its own, by their names; absent where it has none. */
  readonly options?: RuleOptions;
}

/** A literal that every match of a rule contains; the matcher looks for these, and only then runs the pattern. */
export interface AnchorLiteral {
  /** Lower case where `ignoreCase` is set, which ASCII letters alone are. Three bytes or more in UTF-8. */
  readonly text: string;
  readonly ignoreCase: boolean;
}

/** Literals of which every match holds one, by its pattern alone, near where it begins. */
export interface Opening {
  readonly literals: readonly AnchorLiteral[];
  /** Bytes from a match's begin to the first of such a literal, at most. */
  readonly lead: number;
  /** What the pattern matches from such a literal on: its source, and bytes that it has at most. */
  readonly tail?: { readonly source: string; readonly reach: number };
}

/** Offline checks of a token's own structure. */
export const VALIDATORS = [
  "github-crc32",
  "npm-crc32",
  "grafana-crc32",
  "jwt",
  "pem",
  "base64-json",
  "basic-user-password",
  "aws-key-id",
] as const;
export type ValidatorName = (typeof VALIDATORS)[number];

/** Which detector runs a secret rule, as its file says. */
export const DETECTORS = ["regex", "assignment", "content", "tree"] as const;
/** `linear` runs the patterns of rules of a repository's own, which must not be able to hang. */
export type DetectorName = (typeof DETECTORS)[number] | "linear";

/** A second part that must stand nearby, such as the secret key beside a key id. */
export interface CompanionPattern {
  readonly pattern: string;
  readonly flags: string;
  /** Lines above and below the match in which the companion must stand. */
  readonly withinLines: number;
}

/** The other half of a secret, such as the id beside its key; a finding tells where it stands. */
export interface PartnerPattern {
  /** Its group `part` is the other half, the whole match where there is none. */
  readonly pattern: string;
  readonly flags: string;
  /** Lines above and below the value in which it is looked for. */
  readonly withinLines: number;
  /** Source of a pattern, in either case, of the names under which a value has another half; under any where absent. */
  readonly named?: string;
  /** What the finding says of it, a sentence. */
  readonly says: string;
  /** The rule that finds it by itself; such a finding is left out beside that of the secret. */
  readonly rule?: string;
}

/** A secret rule as compiled: what the matcher, the detectors and the judge need to run it. */
export interface SecretRule extends RuleMeta {
  readonly detector: DetectorName;
  /** Source of a RegExp, or, for the detector `linear`, of RE2; the named group `secret` is the value, the whole match where there is none. */
  readonly pattern: string;
  /** RegExp flags: `v`, with `i` where the rule ignores case; for RE2 `b` where it looks back. */
  readonly flags: string;
  readonly anchors: readonly AnchorLiteral[];
  /** Where there are such literals: only in front of one need a match be tried. */
  readonly opening?: Opening;
  /** Bytes that a match has at most, or that it can begin before a keyword. */
  readonly reach: number;
  /** True where names tie the value to its provider: without quotes in code it may be a name itself. */
  readonly named: boolean;
  /** Set where a value under a provider's name may be anything: rules that know its form go first, and its known forms count. */
  readonly loose?: true;
  /** True where a value under such a name is taken only with a digit in the stretch of value bytes that it begins with. */
  readonly digit: boolean;
  readonly validate: readonly ValidatorName[];
  readonly requires?: CompanionPattern;
  readonly partner?: PartnerPattern;
  /** Ids of rules that may report the same span; the more specific one wins. */
  readonly overlaps: readonly string[];
  /** Severity in tests, examples and documentation, for what is mostly made up there; the usual one where absent. */
  readonly severityInTests?: Severity;
  /** True where the value has a form of its own (prefix, checksum, armour); false where only its name gives it away. */
  readonly distinctive: boolean;
  /** Length of the shortest value, in bytes. */
  readonly least: number;
  /** Characters at the front of the value that are the same in all: what a mask may show. */
  readonly prefix: string;
  /** Set for a rule of a repository's own. */
  readonly own?: OwnTraits;
}

/** What is said of rules that a repository brings itself. */
export interface OwnTraits {
  /** Whether a match may be longer than `reach`; such a one is left out. */
  readonly isOpen: boolean;
  /** Whether it comes from a change that is being searched: then it hides nothing that another rule finds. */
  readonly isFromChange?: boolean;
}
