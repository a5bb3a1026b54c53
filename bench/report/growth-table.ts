import { minimum } from "../measure/statistics.ts";
import { digits, markdownTable } from "./table.ts";

/** What a scan of so much took; times in milliseconds. */
export interface GrowthPoint {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly least: number;
  readonly middle: number;
  /** Time of a scan of nothing. */
  readonly start: number;
}

/** Nanoseconds a byte beyond the start; NaN where they drown in the start. */
function perByte({ least, start, bytes }: GrowthPoint): number {
  const own = least - start;
  return own < start / 4 ? Number.NaN : (own * 1e6) / bytes;
}

/** Times by size: they are linear where the last two columns stay the same. */
export function growthTable(points: readonly GrowthPoint[]): string {
  const rows = points.map((point) => {
    const nanoseconds = perByte(point);
    return [
      point.name,
      (point.bytes / 1e6).toFixed(point.bytes < 1e6 ? 3 : 0),
      `${digits(point.least)} / ${digits(point.middle)}`,
      digits(nanoseconds),
      digits((nanoseconds * point.bytes) / point.files / 1000),
    ];
  });
  return markdownTable(["what", "MB", "wall ms", "ns per byte", "µs per file"], rows);
}

/** Time per byte of the largest, divided by the least of all: what grows faster than its bytes has more than 1. */
export function excess(points: readonly GrowthPoint[]): number {
  const known = points.map(perByte).filter((value) => !Number.isNaN(value));
  return (known.at(-1) ?? Number.NaN) / minimum(known);
}
