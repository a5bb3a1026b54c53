/** So short a name is the beginning or end of too many others. */
const LEAST_STEM = 3;

function split(path: string): { readonly name: string; readonly stem: string; readonly extension: string } {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return dot < 1 ? { name, stem: name, extension: "" } : { name, stem: name.slice(0, dot), extension: name.slice(dot) };
}

/** Whether two paths may be one file's before and after: equal base names, or one that begins or ends with the other. */
export function isAlike(path: string, other: string): boolean {
  const [a, b] = [split(path), split(other)];
  if (a.name === b.name) return true;
  if (a.extension !== b.extension || Math.min(a.stem.length, b.stem.length) < LEAST_STEM) return false;
  const [short, long] = a.stem.length < b.stem.length ? [a.stem, b.stem] : [b.stem, a.stem];
  return long.startsWith(short) || long.endsWith(short);
}
