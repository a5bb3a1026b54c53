/** Thrown where a document turns out not to be plain. One object for all, so that no stack is put together each time. */
export const NOT_PLAIN = new Error("not plain");

export function notPlain(): never {
  throw NOT_PLAIN;
}
