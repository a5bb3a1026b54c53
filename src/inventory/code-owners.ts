/** A line of CODEOWNERS: who owns what a pattern matches. */
export interface CodeOwnersRule {
  readonly pattern: string;
  /** `@team`, `@org/team` or an address; none takes ownership away. */
  readonly owners: readonly string[];
  /** The section that it stands in, with those who own all of it; absent where there is none. */
  readonly section?: { readonly name: string; readonly owners: readonly string[] };
}

/** Reads CODEOWNERS of GitHub, GitLab or Bitbucket: sections give their owners to lines without any. */
export function parseCodeOwners(text: string): CodeOwnersRule[] {
  const rules: CodeOwnersRule[] = [];
  let ofSection: readonly string[] = [];
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/(?:^|\s)#.*$/, "").trim();
    if (content === "") continue;
    const section = /^\^?\[(?<name>[^\]]+)\](?:\[\d+\])?(?<owners>.*)$/.exec(content);
    if (section !== null) {
      ofSection = ownersIn(section.groups?.["owners"] ?? "");
      name = section.groups?.["name"];
      continue;
    }
    // A blank in a path stands behind a backslash.
    const [pattern = "", ...rest] = content.split(/(?<!\\)\s+/);
    const owners = ownersIn(rest.join(" "));
    rules.push({
      pattern: pattern.replaceAll("\\ ", " "),
      owners: owners.length === 0 ? ofSection : owners,
      ...(name === undefined ? {} : { section: { name, owners: ofSection } }),
    });
  }
  return rules;
}

const ownersIn = (text: string): string[] => text.split(/\s+/).filter((word) => word.includes("@"));

/** Owners of a path: those of the last line that matches it, as the forges have it. */
export function ownersOf(path: string, rules: readonly CodeOwnersRule[]): readonly string[] {
  return rules.findLast(({ pattern }) => matches(pattern, path))?.owners ?? [];
}

/** Patterns are those of .gitignore, without `!` and `[…]`. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.replace(/\/$/, "").includes("/");
  const parts = pattern.split("/").filter((part) => part !== "");
  const steps = path.split("/");
  const starts = isAnchored ? [0] : steps.map((_, index) => index);
  // What matches a folder matches all below it; `docs/*` only what lies in it.
  return starts.some((start) => fits(parts, steps.slice(start), !pattern.endsWith("/*")));
}

function fits(parts: readonly string[], steps: readonly string[], takesBelow: boolean): boolean {
  const [part, ...others] = parts;
  if (part === undefined) return steps.length === 0 || takesBelow;
  if (part === "**") {
    if (others.length === 0) return steps.length > 0;
    return steps.some((_, index) => fits(others, steps.slice(index), takesBelow));
  }
  const [step, ...rest] = steps;
  return step !== undefined && fitsName(part, step) && fits(others, rest, takesBelow);
}

/** One name, in which `*` stands for any characters; case counts. */
function fitsName(part: string, name: string): boolean {
  const [first = "", ...rest] = part.split("*");
  const last = rest.pop();
  if (last === undefined) return part === name;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const middle of rest) {
    const found = name.indexOf(middle, at);
    if (found === -1 || found + middle.length > name.length - last.length) return false;
    at = found + middle.length;
  }
  return true;
}
