const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A non-negative integer in base 62 (digits, upper case, lower case), filled with zeros on the left. */
export function toBase62(value: number, width: number): string {
  let rest = value;
  let text = "";
  do {
    text = (DIGITS[rest % 62] ?? "") + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text.padStart(width, "0");
}
