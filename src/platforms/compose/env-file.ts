/** A line of a file of variables, as one of Compose's formats will read it. */
export interface EnvFileLine {
  readonly name: string;
  /** What stands behind the sign, as written; absent where the variable is taken from around. */
  readonly written?: string;
}

/** What files of variables are called: `.env`, `app.env`, `.env.local`, `env.prod`; code and documents are none. */
const PATH = /(?:^|\/)(?:[^\/]*\.)?env(?:[._-][^\/]*)?$/i;
const OTHER_KIND =
  /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|cs|php|sh|ps1|ya?ml|json|toml|xml|md|txt|html?|vue|lock|j2|tmpl|tpl|erb)$/i;

/** Such a file, as far as its path tells. */
export const isEnvFile = (path: string): boolean => PATH.test(path) && !OTHER_KIND.test(path);

const LINE = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][\w.-]*)[ \t]*(?:[=:][ \t]*(?<written>.*))?$/;

/** The variables of a file, in its order; a value in quotes may go on over lines. */
export function readEnvFile(text: string): EnvFileLine[] {
  const found: EnvFileLine[] = [];
  let open = "";
  for (const line of text.split(/\r?\n/)) {
    if (open !== "") {
      if (line.trimEnd().endsWith(open)) open = "";
      continue;
    }
    const { name, written } = LINE.exec(line)?.groups ?? {};
    if (name === undefined) continue;
    found.push({ name, ...(written !== undefined && { written: written.trimEnd() }) });
    const quote = written?.[0] ?? "";
    if (/^["']$/.test(quote) && !written?.slice(1).includes(quote)) open = quote;
  }
  return found;
}

/** A value as Compose hands it over, and whether variables are filled into it. */
export function valueOfLine(written: string, isRaw: boolean): { readonly value: string; readonly isFilled: boolean } {
  if (isRaw) return { value: written, isFilled: false };
  const quote = written[0];
  if (quote === "'" || quote === '"') {
    const end = written.indexOf(quote, 1);
    return { value: written.slice(1, end === -1 ? undefined : end), isFilled: quote === '"' };
  }
  return { value: written.replace(/(?:^|[ \t])#.*$/, "").trimEnd(), isFilled: true };
}
