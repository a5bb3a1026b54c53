import type { Result } from "../measure/alternate.ts";
import type { Sample } from "../measure/sample.ts";
import { maximum, median, minimum } from "../measure/statistics.ts";
import { digits, markdownTable } from "./table.ts";

type Unit = "s" | "ms";

/** Least wall time of a contestant in milliseconds; NaN where it has none. */
export function leastWall(results: readonly Result[], name: string): number {
  const result = results.find((other) => other.name === name);
  return result === undefined || result.failure !== undefined
    ? Number.NaN
    : minimum(result.samples.map(({ wall }) => wall));
}

const cpu = ({ user, sys }: Sample): number => user + sys;

/** Peak memory in MB; the measuring process hides what is less than its own. */
function peak(samples: readonly Sample[]): string {
  const rss = maximum(samples.map((sample) => sample.rss));
  const floor = maximum(samples.map((sample) => sample.floor));
  return rss <= floor ? `< ${Math.ceil(floor / 1e6)}` : (rss / 1e6).toFixed(0);
}

/**
 * What the contestants took, as minimum and median, beside the one named `base`. Processor time is compared as well: other
 * work on the machine disturbs it less.
 */
export function resultsTable(results: readonly Result[], { base, unit }: { base: string; unit: Unit }): string {
  const scale = unit === "s" ? 1000 : 1;
  const baseResult = results.find(({ name }) => name === base);
  const baseWall = leastWall(results, base);
  const baseCpu = minimum(baseResult?.samples.map(cpu) ?? []);
  const both = (numbers: readonly number[]): string =>
    `${digits(minimum(numbers) / scale)} / ${digits(median(numbers) / scale)}`;
  const head = ["what", `wall ${unit}`, `user ${unit}`, `sys ${unit}`, "peak MB", "findings", "exit"];
  const rows = results.map(({ name, samples, findings, failure }) => {
    if (failure !== undefined) return [`${name}: ${failure}`, ...Array.from({ length: 8 }, () => "–")];
    return [
      name,
      both(samples.map(({ wall }) => wall)),
      both(samples.map(({ user }) => user)),
      both(samples.map(({ sys }) => sys)),
      peak(samples),
      findings.length === 0 ? "–" : findings.join(", "),
      [...new Set(samples.map(({ exit }) => exit))].join(", "),
      digits(minimum(samples.map(({ wall }) => wall)) / baseWall),
      digits(minimum(samples.map(cpu)) / baseCpu),
    ];
  });
  return markdownTable([...head, `wall ÷ ${base}'s`, `processor ÷ ${base}'s`], rows);
}
