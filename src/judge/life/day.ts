/** Seconds since 1970 at the end of the year 9999: whatever lies beyond is no date that anybody meant. */
const LATEST = 253_402_300_799;
/** From this on a number means milliseconds: as seconds it would be the year 5138. */
const MILLISECONDS = 1e11;

/** The day of a time in seconds, or milliseconds, since 1970; undefined where it is none that makes sense. */
export function dayOfTime(time: unknown): string | undefined {
  if (typeof time !== "number" || !Number.isFinite(time) || time <= 0) return undefined;
  const seconds = time >= MILLISECONDS ? time / 1000 : time;
  return seconds > LATEST ? undefined : new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** The day of a date as ISO 8601 or RFC 2822 writes it; undefined where it is none. */
export function dayOfText(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : dayOfTime(time / 1000);
}
