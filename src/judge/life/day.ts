/** Seconds since 1970 at the end of the year 9999: whatever lies beyond is no date that anybody meant. */
const LATEST = 253_402_300_799;
/** From this on a number means milliseconds: as seconds it would be the year 5138. */
const MILLISECONDS = 1e11;

/** The day of a time in seconds, or milliseconds, since 1970; undefined where it is none that makes sense. */
export function dayOfTime(time: unknown): string | undefined {
  if (typeof time !== "number" || !Number.isFinite(time) || time <= 0) return undefined;
  return dayOf(new Date(1000 * (time >= MILLISECONDS ? time / 1000 : time)));
}

/** The day of a moment; undefined where it is none, lies before 1970 or after the year 9999. */
export function dayOf(moment: Date): string | undefined {
  const seconds = moment.getTime() / 1000;
  return seconds > 0 && seconds <= LATEST ? moment.toISOString().slice(0, 10) : undefined;
}

/** The day of a date as ISO 8601 or RFC 2822 writes it; undefined where it is none. */
export function dayOfText(text: string): string | undefined {
  return dayOf(new Date(text));
}
