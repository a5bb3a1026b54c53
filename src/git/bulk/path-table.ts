import type { BytePath } from "../../files/byte-path.ts";

/** The top of a tree, as a folder of a path table. */
export const TOP = 0;

/** Paths by numbers; each is kept once, as its name in its folder. */
export class PathTable {
  readonly #folders: number[] = [TOP];
  readonly #names: string[] = [""];
  readonly #inside: (Map<string, number> | undefined)[] = [];

  get count(): number {
    return this.#names.length;
  }

  /** The number of a name in a folder. */
  numberOf(folder: number, name: string): number {
    const inside = (this.#inside[folder] ??= new Map());
    const known = inside.get(name);
    if (known !== undefined) return known;
    const number = this.#names.length;
    this.#names.push(name);
    this.#folders.push(folder);
    inside.set(name, number);
    return number;
  }

  /** Folders and names of the paths from a number on. */
  from(first: number): { readonly folders: readonly number[]; readonly names: readonly string[] } {
    return { folders: this.#folders.slice(first), names: this.#names.slice(first) };
  }

  /** The whole path of a number. */
  pathOf(number: number): BytePath {
    let path = this.#names[number] as string;
    for (let at = this.#folders[number] as number; at !== TOP; at = this.#folders[at] as number)
      path = `${this.#names[at]}/${path}`;
    return path;
  }
}
