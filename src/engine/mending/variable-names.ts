/** Names of variables and secrets, each for one value of a store: another value that would have the same name gets another one. */
export class VariableNames {
  readonly #owners = new Map<string, string>();

  /** The name for a value in a store, by the value's print: the environment of programs, or a platform's secrets by its id. */
  claim(wanted: string, identity: string, store = "environment"): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      const key = `${store} ${name}`;
      const owner = this.#owners.get(key);
      if (owner !== undefined && owner !== identity) continue;
      this.#owners.set(key, identity);
      return name;
    }
  }
}
