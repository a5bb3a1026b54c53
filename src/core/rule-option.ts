import { parseDuration } from "./duration.ts";

interface OptionBase {
  /** What it means, as a sentence. */
  readonly says: string;
  /** What a larger value, or more names, do to what the rule reports: `both` where that depends on the pipeline. */
  readonly more: "hides" | "finds" | "both";
  /** A value as people would write it, for the rule's page. */
  readonly example: WrittenOption;
}

interface DurationOption extends OptionBase {
  readonly kind: "duration";
  /** As written, such as `1h`. */
  readonly default: string;
}

interface CountOption extends OptionBase {
  readonly kind: "count";
  readonly default: number;
  readonly least: number;
  readonly most: number;
}

/** Names, with `*` for anything; none by itself. */
interface NamesOption extends OptionBase {
  readonly kind: "names";
}

/** A setting of a rule's own, which `options` of the configuration takes. */
export type RuleOption = DurationOption | CountOption | NamesOption;

export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** An option as the configuration writes it. */
export type WrittenOption = number | string | readonly string[];

/** An option as a policy reads it: seconds, a number, or patterns of names. */
export type OptionValue = number | readonly string[];

/** What a policy is given for each of its options. */
export type OptionValues<Options extends RuleOptions = RuleOptions> = {
  readonly [Name in keyof Options]: Options[Name] extends NamesOption ? readonly string[] : number;
};

/** What is wrong with a value, as the end of a sentence that begins with the option, and what to write instead. */
export interface OptionFault {
  readonly message: string;
  readonly hint: string;
}

/** Reads what is written for an option; a fault repeats nothing of it, since somebody may have pasted a value. */
export function readOption(option: RuleOption, written: WrittenOption): OptionValue | OptionFault {
  switch (option.kind) {
    case "duration": {
      const seconds = typeof written === "string" ? parseDuration(written) : undefined;
      return (
        seconds ?? { message: "is no duration", hint: "Write a number with its unit, such as `30m`, `12h` or `7d`." }
      );
    }
    case "count": {
      const { least, most } = option;
      const isCount = typeof written === "number" && Number.isInteger(written) && written >= least && written <= most;
      return isCount
        ? written
        : { message: "is no such number", hint: `Write a whole number from ${least} to ${most}.` };
    }
    case "names": {
      const isList = typeof written === "object" && written.every((name) => name.trim() !== "");
      return isList
        ? written.map((name) => name.toLowerCase())
        : {
            message: "is no list of names",
            hint: `Write them in brackets, such as \`${JSON.stringify(option.example)}\`.`,
          };
    }
  }
}

/** Whether what was read is a fault. */
export const isFault = (read: OptionValue | OptionFault): read is OptionFault =>
  typeof read === "object" && "message" in read;

/** The value of an option that nobody sets. */
export function defaultOf(option: RuleOption): OptionValue {
  if (option.kind === "names") return [];
  return option.kind === "count" ? option.default : (parseDuration(option.default) ?? 0);
}

/** Values of all options: what is set, and the defaults. */
export function valuesOf<Options extends RuleOptions>(
  options: Options,
  set: Readonly<Record<string, OptionValue>> = {},
): OptionValues<Options> {
  const values = Object.entries(options).map(([name, option]) => [name, set[name] ?? defaultOf(option)]);
  return Object.fromEntries(values) as OptionValues<Options>;
}

/** Whether a value may have less reported than another. */
export function isLooserValue({ more }: RuleOption, value: OptionValue, than: OptionValue): boolean {
  const [hasMore, hasLess] = [exceeds(value, than), exceeds(than, value)];
  return (more !== "finds" && hasMore) || (more !== "hides" && hasLess);
}

/** Of two values one that has nothing less reported than either; the first where no value is known to do so. */
export function stricterValue(option: RuleOption, one: OptionValue, other: OptionValue): OptionValue {
  if (option.more === "both") return one;
  if (typeof one === "number" || typeof other === "number") return isLooserValue(option, one, other) ? other : one;
  return option.more === "finds" ? [...new Set([...one, ...other])] : one.filter((name) => other.includes(name));
}

/** Whether a number is larger, or a list has names that the other has not. */
function exceeds(value: OptionValue, than: OptionValue): boolean {
  if (typeof value === "number" || typeof than === "number") return value > than;
  return value.some((name) => !than.includes(name));
}
