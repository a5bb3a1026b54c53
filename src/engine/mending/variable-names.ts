/** Names of environment variables, each for one value: another value that would have the same name gets another one. */
export class VariableNames {
  readonly #owners = new Map<string, string>();

  /** The name for a value, by the print of that. */
  claim(wanted: string, identity: string): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      const owner = this.#owners.get(name);
      if (owner !== undefined && owner !== identity) continue;
      this.#owners.set(name, identity);
      return name;
    }
  }
}
