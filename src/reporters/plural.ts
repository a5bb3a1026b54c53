const NUMBER = new Intl.NumberFormat("en-US");

/** A number with its noun: `1 file`, `1,204 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}
