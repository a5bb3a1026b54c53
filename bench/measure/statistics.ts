/** The least number; NaN of none. */
export const minimum = (numbers: readonly number[]): number =>
  numbers.length === 0 ? Number.NaN : Math.min(...numbers);

/** The greatest number; NaN of none. */
export const maximum = (numbers: readonly number[]): number =>
  numbers.length === 0 ? Number.NaN : Math.max(...numbers);

/** The number in the middle, or the mean of the two that are; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
