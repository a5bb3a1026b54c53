import { NAMES } from "../peers/invocations.ts";
import { digits, markdownTable } from "./table.ts";

type Measures = Readonly<Record<string, number>>;

/** A figure that has to be reached. */
interface Goal {
  readonly work: string;
  readonly sign: ">=" | "<=" | "<";
  readonly limit: number;
  readonly unit: string;
  /** NaN where it was not measured. */
  measure(of: (key: string) => number): number;
}

type Of = (key: string) => number;

/** How many times as fast as the other one sealint is over the tree. */
const timesFaster = (name: string) => (of: Of) => of(`linux: ${name}`) / of(`linux: ${NAMES.sealint}`);
/** How much of the other one's time sealint takes for the same task. */
const timesOf = (task: string, name: string) => (of: Of) => of(`${task}: ${NAMES.sealint}`) / of(`${task}: ${name}`);

const goal = (work: string, sign: Goal["sign"], limit: number, unit: string, measure: Goal["measure"]): Goal => ({
  work,
  sign,
  limit,
  unit,
  measure,
});

const GOALS: readonly Goal[] = [
  goal("Linux, against kingfisher with a warm rule cache", ">=", 9, "times as fast", timesFaster(NAMES.kingfisher)),
  goal("Linux, against kingfisher --turbo", ">=", 7, "times as fast", timesFaster(NAMES.turbo)),
  goal("Linux, against betterleaks", ">=", 9, "times as fast", timesFaster(NAMES.betterleaks)),
  goal("Linux, against ripgrep with one literal", "<=", 2.5, "of its time", timesOf("linux", NAMES.ripgrep)),
  goal("Linux, against cat of all files", "<=", 0.8, "of its time", timesOf("linux", NAMES.cat)),
  goal("Linux, peak memory", "<=", 200, "MB", (of) => of("linux: MB")),
  goal("the matcher alone, one core", ">=", 1.6, "GB/s", (of) => of("profile: match GB/s")),
  goal("one file, against an empty Node script", "<=", 1.6, "of its time", timesOf("file", NAMES.empty)),
  goal("one file, against gitleaks", "<", 1, "of its time", timesOf("file", NAMES.gitleaks)),
  goal(
    "one staged file through the hook, against an empty Node script",
    "<=",
    1.8,
    "of its time",
    timesOf("hook", NAMES.empty),
  ),
  goal("one staged file through the hook, against gitleaks", "<", 1, "of its time", timesOf("hook", NAMES.gitleaks)),
  goal(
    "history, against kingfisher",
    ">=",
    10,
    "times as fast",
    (of) => of(`history: ${NAMES.kingfisher}`) / of(`history: ${NAMES.sealint}`),
  ),
  goal("history, against git cat-file", "<=", 0.6, "of its time", timesOf("history", NAMES.catFile)),
  goal("history again, unchanged", "<=", 1, "s", (of) => of(`history: ${NAMES.again}`) / 1000),
  goal("history, peak memory", "<=", 500, "MB", (of) => of("history: MB")),
  goal("a file of 4 GiB, peak memory", "<=", 300, "MB", (of) => of("limits: large file MB")),
  goal("1,000 pipelines of all platforms", "<", 1, "s", (of) => of("mixed: s")),
  goal("growth: time per byte of the largest ÷ the least", "<=", 1.25, "times", (of) => of("growth: excess")),
];

function isMet({ sign, limit }: Goal, value: number): boolean {
  if (sign === "<") return value < limit;
  return sign === "<=" ? value <= limit : value >= limit;
}

/** The goals with what was measured; those of tasks that did not run are left out. */
export function goalsTable(measures: Measures): string {
  const rows = GOALS.flatMap((one) => {
    const value = one.measure((key) => measures[key] ?? Number.NaN);
    if (Number.isNaN(value)) return [];
    return [[one.work, `${one.sign} ${one.limit} ${one.unit}`, digits(value), isMet(one, value) ? "yes" : "no"]];
  });
  return rows.length === 0 ? "" : markdownTable(["work", "goal", "measured", "met"], rows);
}
