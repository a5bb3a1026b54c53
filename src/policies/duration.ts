const HOUR = 3600;
export const DAY = 24 * HOUR;

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: HOUR, d: DAY, w: 7 * DAY, y: 365 * DAY };

/** Seconds of a duration such as `43200`, `7200s` or `1h30m`; undefined for anything else. `unit` is that of a bare number. */
export function secondsOf(text: string, unit = 1): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,12}$/.test(trimmed)) return Number(trimmed) * unit;
  if (!/^(?:\d{1,9}[smhdwy])+$/.test(trimmed)) return undefined;
  const parts = trimmed.matchAll(/(\d+)([smhdwy])/g);
  return parts.reduce((sum, [, count, letter = ""]) => sum + Number(count) * (UNITS[letter] ?? 0), 0);
}

/** A duration in seconds as people say it: `2 days`, `1.5 hours`. */
export function shownDuration(seconds: number): string {
  if (seconds >= 2 * 365 * DAY) return `${Math.round(seconds / (365 * DAY))} years`;
  if (seconds >= 2 * DAY) return `${Math.round(seconds / DAY)} days`;
  const hours = seconds / HOUR;
  return `${Number.isInteger(hours) ? hours : hours.toFixed(1)} hours`;
}

const WORDS =
  /(?<count>\d{1,6}(?:\.\d{1,3})?)\s{0,3}(?<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?|mo(?:nth)?s?|y(?:(?:ea)?rs?)?)(?![a-z])/gi;

const MONTH = 30 * DAY;

/** Seconds of a duration in words, such as `30 days`, `1 week` or `2 hrs 20 min`; undefined for anything else. `unit` is that of a bare number. */
export function secondsInWords(text: string, unit: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,9}$/.test(trimmed)) return Number(trimmed) * unit;
  const parts = [...trimmed.matchAll(WORDS)];
  if (parts.length === 0 || /[a-z\d]/i.test(trimmed.replaceAll(WORDS, "").replaceAll(/\band\b/gi, "")))
    return undefined;
  return parts.reduce((sum, { groups }) => sum + Number(groups?.["count"]) * secondsPer(groups?.["unit"] ?? ""), 0);
}

const secondsPer = (unit: string): number => (/^mo/i.test(unit) ? MONTH : (UNITS[unit.charAt(0).toLowerCase()] ?? 0));
