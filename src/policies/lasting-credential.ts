import type { Command } from "../core/pipeline.ts";
import { DAY, secondsOf, shownDuration } from "./duration.ts";

/** A command that makes a credential, and what its maker says of how long that lives. */
interface Maker {
  readonly program: RegExp;
  /** The words behind the program, options between them left out. */
  readonly words: RegExp;
  /** The option that sets the credential's life. */
  readonly life?: RegExp;
  /** Seconds of a bare number behind that option; 1 where left out. */
  readonly unit?: number;
  /** An option that lets it live on for as long as somebody renews it. */
  readonly renewed?: RegExp;
  /** What is so where the option is missing; nothing where the default is short or known to the server alone. */
  readonly otherwise?: string;
}

const ENDLESS = "does not expire";

const MAKERS: readonly Maker[] = [
  {
    program: /^vault$|^bao$/,
    words: /(?:^| )token create\b/,
    life: /^--?(?:ttl|explicit-max-ttl)$/,
    renewed: /^--?period$/,
  },
  { program: /^(?:kubectl|oc)$/, words: /(?:^| )create token\b/, life: /^--duration$/ },
  { program: /^npm$/, words: /(?:^| )token create\b/, life: /^--expires$/, unit: DAY, otherwise: "is given no end" },
  { program: /^gcloud$/, words: /(?:^| )(?:alpha |beta )?iam service-accounts keys create\b/, otherwise: ENDLESS },
  { program: /^gcloud$/, words: /(?:^| )(?:alpha |beta )?services api-keys create\b/, otherwise: ENDLESS },
  { program: /^aws$/, words: /(?:^| )iam create-(?:access-key|service-specific-credential)\b/, otherwise: ENDLESS },
  {
    program: /^az$/,
    words: /(?:^| )ad (?:sp create-for-rbac|(?:sp|app) credential reset)\b/,
    life: /^--years$/,
    unit: 365 * DAY,
    otherwise: "lives for a year",
  },
  {
    program: /^argocd$/,
    words: /(?:^| )(?:account generate-token|proj role create-token)\b/,
    life: /^(?:-e|--expires-in)$/,
    otherwise: ENDLESS,
  },
  {
    program: /^fly(?:ctl)?$/,
    words: /(?:^| )tokens? create\b/,
    life: /^(?:-x|--expiry)$/,
    otherwise: "lives for 20 years",
  },
  { program: /^doppler$/, words: /(?:^| )configs tokens create\b/, life: /^--max-age$/, otherwise: ENDLESS },
  { program: /^op$/, words: /(?:^| )service-account create\b/, life: /^--expires-in$/, otherwise: ENDLESS },
  {
    program: /^heroku$/,
    words: /(?:^| )(?:authorizations:create|authorizations create)\b/,
    life: /^(?:-e|--expires-in)$/,
    otherwise: ENDLESS,
  },
  {
    program: /^databricks$/,
    words: /(?:^| )tokens create\b/,
    life: /^--lifetime-seconds$/,
    otherwise: "is given no end",
  },
  { program: /^influx$/, words: /(?:^| )auth create\b/, otherwise: ENDLESS },
];

/** From here on a credential counts as one that is left lying: no job runs for so long. */
const LONG = 30 * DAY;

/** Why a credential that a command makes outlives its job by far, as a clause; undefined where it does not, or none is made. `long` is in seconds. */
export function lastingCredential({ name, words }: Pick<Command, "name" | "words">, long = LONG): string | undefined {
  const plain = words.filter((word) => !word.startsWith("-")).join(" ");
  const maker = MAKERS.find((one) => one.program.test(name) && one.words.test(plain));
  if (maker === undefined || words.some((word) => /^(?:-h|--help|--end-date(?:=.*)?)$/.test(word))) return undefined;
  if (maker.renewed !== undefined && valueOf(words, maker.renewed) !== undefined) return "can be renewed without end";
  const written = maker.life === undefined ? undefined : valueOf(words, maker.life);
  if (written === undefined) return maker.otherwise;
  const seconds = secondsOf(written, maker.unit);
  if (seconds === 0) return ENDLESS;
  return seconds !== undefined && seconds >= long ? `lives for ${shownDuration(seconds)}` : undefined;
}

function valueOf(words: readonly string[], option: RegExp): string | undefined {
  for (const [index, word] of words.entries()) {
    const [name = "", value] = word.split("=", 2);
    if (option.test(name)) return value ?? words[index + 1] ?? "";
  }
  return undefined;
}
