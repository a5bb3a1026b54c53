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
