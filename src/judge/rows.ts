import { isRepetition, sequenceShare } from "./placeholder.ts";

/** Whether more of a value than `least`, a share, is a row of keys or letters, or all of it repeats a short part. */
export function isRowOrRepetition(value: string, least: number): boolean {
  return sequenceShare(value) > least || isRepetition(value);
}
