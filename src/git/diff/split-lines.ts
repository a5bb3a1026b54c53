const LINE_BREAK = 10;

/** Lines by number: equal lines have equal numbers, across all contents that one numbering has seen. Ends of lines belong to them. */
export class LineNumbers {
  readonly #numbers = new Map<string, number>();

  /** How many different lines there are. */
  get size(): number {
    return this.#numbers.size;
  }

  /** The number of each line of a content; the last line may lack its end. */
  of(bytes: Buffer): Int32Array {
    const numbers: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(LINE_BREAK, at);
      const next = end === -1 ? bytes.length : end + 1;
      const line = bytes.toString("latin1", at, next);
      let number = this.#numbers.get(line);
      if (number === undefined) {
        number = this.#numbers.size;
        this.#numbers.set(line, number);
      }
      numbers.push(number);
      at = next;
    }
    return Int32Array.from(numbers);
  }
}
