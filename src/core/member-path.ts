/** Stands between a container and what lies in it, as in the URLs of Java's archives. */
const SEPARATOR = "!/";

/** The path of something in a container: `lib/shop.jar!/conf/shop.properties`. */
export const memberPath = (container: string, member: string): string => `${container}${SEPARATOR}${member}`;

/** The whole path of a location: that of the file, and where in it something lies if it is a container. */
export const shownPath = ({ path, inside }: { readonly path: string; readonly inside?: string }): string =>
  inside === undefined ? path : memberPath(path, inside);

/** What may be the container of a path, outermost first: a file's own name may hold the separator, too. */
export function* containersOf(path: string): Generator<string, void, void> {
  for (let at = path.indexOf(SEPARATOR); at >= 0; at = path.indexOf(SEPARATOR, at + 1)) yield path.slice(0, at);
}

/** What a map has for a path, or for the outermost container that it may lie in. */
export function ofContainer<Value>(known: ReadonlyMap<string, Value>, path: string): Value | undefined {
  for (const container of containersOf(path)) {
    const value = known.get(container);
    if (value !== undefined) return value;
  }
  return undefined;
}
