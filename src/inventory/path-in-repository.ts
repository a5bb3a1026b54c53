/** Endings of files that runbooks and policies lie in. */
const FILE =
  /\.(?:md|mdx|markdown|adoc|asciidoc|rst|txt|html?|pdf|org|hcl|json|ya?ml|tf|rego|sentinel|sh|ps1|py|rb|js|ts)$/i;

/**
 * The path of a file that a field names, without what stands behind `#`; undefined where it is a link, a command or a
 * name, which nobody can look up in the repository.
 */
export function pathIn(text: string): string | undefined {
  const [path = ""] = text.trim().split("#");
  if (/\s/.test(path) || /^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith("//")) return undefined;
  return FILE.test(path) || /^\.{0,2}\/.*[^/]$/.test(path) ? path : undefined;
}
