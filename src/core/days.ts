const DAY_IN_MILLISECONDS = 86_400_000;

/** Whether a text is a day of the calendar as ISO 8601 writes it, such as `2026-12-31`; `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  // Date takes February 30 for March 2: only a real day comes back as it went in.
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

/** Days from one ISO day to another, negative where `to` comes first. Both must be days. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_IN_MILLISECONDS;
}
