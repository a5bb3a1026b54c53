/** How a language asks for a variable of the environment with a value in case there is none. */
interface Fallback {
  /** What stands in front of the value, from where the asking begins; the group `variable` names it. */
  readonly before: RegExp;
  /** What stands behind the value and goes with it. */
  readonly after: RegExp;
  /** The same without the value, which fails where the variable is not set if the language can do that. */
  readonly becomes: (groups: Readonly<Record<string, string>>) => string;
}

const NAME = String.raw`(?<q>["'])(?<variable>\w+)\k<q>`;

/** The expression ends behind the value. */
const NOTHING = /^(?=\s*(?:[;,)}\]]|$|#|\/\/|\/\*))/;

const asWritten = ({ asked = "" }: Readonly<Record<string, string>>): string => asked;

const PHP: readonly Fallback[] = [
  {
    before: new RegExp(
      String.raw`(?<asked>\bgetenv\(\s*${NAME}\s*\)|\$_(?:ENV|SERVER)\[\s*["']\w+["']\s*\])\s*\?[?:]\s*$`,
    ),
    after: NOTHING,
    becomes: asWritten,
  },
  // Laravel's.
  {
    before: new RegExp(String.raw`\benv\(\s*${NAME}\s*,\s*$`),
    after: /^\s*\)/,
    becomes: ({ q = "", variable = "" }) => `env(${q}${variable}${q})`,
  },
];

const RUBY: readonly Fallback[] = [
  {
    before: new RegExp(String.raw`\bENV\.fetch\(\s*${NAME}\s*,\s*$`),
    after: /^\s*\)/,
    becomes: ({ q = "", variable = "" }) => `ENV.fetch(${q}${variable}${q})`,
  },
  {
    before: new RegExp(String.raw`\bENV\.fetch\(\s*${NAME}\s*\)\s*\{\s*$`),
    after: /^\s*\}/,
    becomes: ({ q = "", variable = "" }) => `ENV.fetch(${q}${variable}${q})`,
  },
  {
    before: new RegExp(String.raw`\bENV\[\s*${NAME}\s*\]\s*\|\|\s*$`),
    after: /^(?=\s*(?:[;,)}\]]|$|#|-?%>))/,
    becomes: ({ q = "", variable = "" }) => `ENV.fetch(${q}${variable}${q})`,
  },
];

/** `${NAME:-value}` of shells and Compose. */
const BRACES: readonly Fallback[] = [
  { before: /\$\{(?<variable>\w+):?-$/, after: /^\}/, becomes: ({ variable = "" }) => `\${${variable}:?}` },
];

/** `${name:value}` of Spring. */
const PLACEHOLDER: readonly Fallback[] = [
  { before: /\$\{(?<variable>[\w.-]+):$/, after: /^\}/, becomes: ({ variable = "" }) => `\${${variable}}` },
];

const JAVA: readonly Fallback[] = [
  {
    before: new RegExp(String.raw`\bSystem\.getenv\(\s*\)\.getOrDefault\(\s*${NAME}\s*,\s*$`),
    after: /^\s*\)/,
    becomes: ({ variable = "" }) => `System.getenv("${variable}")`,
  },
  ...PLACEHOLDER,
];

const javascript = (isTyped: boolean): readonly Fallback[] => [
  {
    before: /(?<asked>\b(?:process|import\.meta)\.env(?:\.\w+|\[["']\w+["']\]))\s*(?:\|\||\?\?)\s*$/,
    after: NOTHING,
    becomes: ({ asked = "" }) => (isTyped ? `${asked}!` : asked),
  },
];

const BY_FILES: readonly { readonly files: RegExp; readonly fallbacks: readonly Fallback[] }[] = [
  { files: /\.(?:[cm]?ts|tsx)$/i, fallbacks: javascript(true) },
  { files: /\.(?:[cm]?js|jsx)$/i, fallbacks: javascript(false) },
  {
    files: /\.pyi?$/i,
    fallbacks: [
      {
        before: new RegExp(String.raw`(?<of>\b(?:os\.)?environ)\.get\(\s*${NAME}\s*,\s*(?:default\s*=\s*)?$`),
        after: /^\s*,?\s*\)/,
        becomes: ({ of = "", q = "", variable = "" }) => `${of}[${q}${variable}${q}]`,
      },
      {
        before: new RegExp(String.raw`\bos\.getenv\(\s*${NAME}\s*,\s*(?:default\s*=\s*)?$`),
        after: /^\s*,?\s*\)/,
        becomes: ({ q = "", variable = "" }) => `os.environ[${q}${variable}${q}]`,
      },
    ],
  },
  { files: /\.(?:java|groovy|scala)$/i, fallbacks: JAVA },
  {
    files: /\.kts?$/i,
    fallbacks: [
      {
        before: new RegExp(String.raw`(?<asked>\bSystem\.getenv\(\s*${NAME}\s*\))\s*\?:\s*$`),
        after: NOTHING,
        becomes: asWritten,
      },
      ...PLACEHOLDER,
    ],
  },
  {
    files: /\.cs$/i,
    fallbacks: [
      {
        before: new RegExp(
          String.raw`(?<asked>\b(?:System\.)?Environment\.GetEnvironmentVariable\(\s*${NAME}\s*\))\s*\?\?\s*$`,
        ),
        after: NOTHING,
        becomes: asWritten,
      },
    ],
  },
  {
    files:
      /(?:\.(?:rb|rake|gemspec|ru|erb)|(?:^|\/)(?:Gemfile|Rakefile|Capfile|Fastfile)|(?:^|\/)config\/[\w-]+\.ya?ml)$/i,
    fallbacks: RUBY,
  },
  { files: /\.php$/i, fallbacks: PHP },
  {
    files: /\.p[lm]$/i,
    fallbacks: [{ before: /(?<asked>\$ENV\{["']?\w+["']?\})\s*(?:\|\||\/\/)\s*$/, after: NOTHING, becomes: asWritten }],
  },
  { files: /\.psm?1$/i, fallbacks: [{ before: /(?<asked>\$env:\w+)\s*\?\?\s*$/, after: NOTHING, becomes: asWritten }] },
  { files: /\.(?:ba|z|k|da)?sh$/i, fallbacks: BRACES },
  { files: /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i, fallbacks: BRACES },
  { files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/i, fallbacks: PLACEHOLDER },
];

/** What goes in place of a value that is asked for in case a variable is not set. */
export interface WithoutFallback {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly variable: string;
}

/** The asking around a value without it; undefined where a value is no such thing. Offsets are of the text. */
export function withoutFallback(
  path: string,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): WithoutFallback | undefined {
  const fallbacks = BY_FILES.find(({ files }) => files.test(path))?.fallbacks ?? [];
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = (text.indexOf("\n", end) + 1 || text.length + 1) - 1;
  const [quote = ""] = /["'`]$/.exec(text.slice(lineStart, start)) ?? [];
  const isQuoted = quote !== "" && text[end] === quote;
  for (const { before, after, becomes } of fallbacks) {
    for (const width of isQuoted ? [1, 0] : [0]) {
      const front = before.exec(text.slice(lineStart, start - width));
      const behind = after.exec(text.slice(end + width, lineEnd).replace(/\r$/, ""));
      if (front === null || behind === null || isInComment(text.slice(lineStart, start))) continue;
      const groups = { ...front.groups };
      const variable = groups["variable"] ?? /\w+(?=\W*$)/.exec(groups["asked"] ?? "")?.[0] ?? "";
      return {
        start: lineStart + front.index,
        end: end + width + behind[0].length,
        insert: becomes(groups),
        variable,
      };
    }
  }
  return undefined;
}

const isInComment = (before: string): boolean => /^\s*(?:\/\/|#|\*|\/\*|--|;)/.test(before);
