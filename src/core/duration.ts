import { remember } from "./remember.ts";

const UNITS = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const DURATION =
  /^(?=\d)(?:(?<w>\d{1,6})w)?(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$/;

/** Thousands of entries say the same few. */
const secondsOf = remember(readDuration);

/** Seconds of a duration such as `30d`, `12h` or `1h30m`: units from long to short. Undefined for anything else and for none. */
export function parseDuration(text: string): number | undefined {
  return secondsOf(text);
}

function readDuration(text: string): number | undefined {
  const groups = DURATION.exec(text)?.groups;
  if (groups === undefined) return undefined;
  let seconds = 0;
  for (const [unit, length] of Object.entries(UNITS)) seconds += Number(groups[unit] ?? 0) * length;
  return seconds > 0 ? seconds : undefined;
}
