const DAY_IN_MILLISECONDS = 86_400_000;

/** Whether a text is a day of the calendar as ISO 8601 writes it, such as `2026-12-31`; `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : (LAST_DAYS[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days from one ISO day to another, negative where `to` comes first. Both must be days. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_IN_MILLISECONDS;
}
