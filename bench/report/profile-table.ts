import { BenchError } from "../run/bench-error.ts";
import { digits, markdownTable } from "./table.ts";

const STAGES = ["walk", "read", "match", "inspect", "report"] as const;

/** Milliseconds that each stage of a scan took. */
export type Profile = Readonly<Record<(typeof STAGES)[number], number>>;

/** Reads the line that sealint writes where SEALINT_PROFILE is set. */
export function readProfile(text: string): Profile {
  const profile = JSON.parse(text) as Readonly<Record<string, unknown>>;
  for (const stage of STAGES) {
    if (typeof profile[stage] !== "number") throw new BenchError(`the profile has no number for "${stage}"`);
  }
  return profile as Profile;
}

/** The stages with their share of the whole and the bytes that pass through them in a second. */
export function profileTable(profile: Profile, bytes: number): string {
  const sum = STAGES.reduce((total, stage) => total + profile[stage], 0);
  const rows = STAGES.map((stage) => {
    const ms = profile[stage];
    return [stage, digits(ms), `${((100 * ms) / sum).toFixed(1)} %`, ms > 0 ? digits(bytes / 1e6 / ms) : "–"];
  });
  return markdownTable(["stage", "ms", "share", "GB/s"], rows);
}
