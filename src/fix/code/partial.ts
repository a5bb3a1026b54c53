import { shellStateAt } from "../pipelines/shell-state.ts";

/** Bytes of a text that go, with what comes in their place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of its line. */
  readonly before: string;
  readonly after: string;
}

/** How a language takes a variable into a text; undefined where it cannot there. */
interface Taking {
  readonly files: RegExp;
  /** A text that the language fills in: what stands in front of the value, and what it takes. */
  readonly filled?: readonly { readonly before: RegExp; readonly hole: (name: string) => string }[];
  /** The sign between texts that are put together, and what asks for the variable; single quotes too, where they mean texts. */
  readonly joined?: {
    readonly sign: string;
    readonly quotes: string;
    readonly asks: (name: string, quote: string, path: string) => string;
  };
}

/** Even quotes in front, so that the last one opens. */
const opened = (quote: string, prefix = ""): RegExp =>
  new RegExp(String.raw`^(?:[^"'${"`"}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*${prefix}${quote}(?:[^${quote}\\]|\\.)*$`);

const TAKINGS: readonly Taking[] = [
  {
    files: /\.(?:[cm]?[jt]s|[jt]sx)$/i,
    filled: [{ before: opened("`"), hole: (name) => `\${process.env.${name}}` }],
    joined: {
      sign: "+",
      quotes: `"'`,
      asks: (name, _, path) => `process.env.${name}${/\.(?:[cm]?ts|tsx)$/i.test(path) ? "!" : ""}`,
    },
  },
  {
    files: /\.pyi?$/i,
    filled: [
      { before: opened('"', String.raw`\b[rR]?[fF]`), hole: (name) => `{os.environ['${name}']}` },
      { before: opened("'", String.raw`\b[rR]?[fF]`), hole: (name) => `{os.environ["${name}"]}` },
    ],
    joined: { sign: "+", quotes: `"'`, asks: (name, quote) => `os.environ[${quote}${name}${quote}]` },
  },
  { files: /\.go$/i, joined: { sign: "+", quotes: '"', asks: (name) => `os.Getenv("${name}")` } },
  { files: /\.java$/i, joined: { sign: "+", quotes: '"', asks: (name) => `System.getenv("${name}")` } },
  { files: /\.kts?$/i, filled: [{ before: opened('"'), hole: (name) => `\${System.getenv("${name}")}` }] },
  {
    files: /\.cs$/i,
    joined: { sign: "+", quotes: '"', asks: (name) => `System.Environment.GetEnvironmentVariable("${name}")` },
  },
  {
    files: /(?:\.(?:rb|rake|ru)|(?:^|\/)(?:Gemfile|Rakefile|Fastfile))$/i,
    filled: [{ before: opened('"'), hole: (name) => `#{ENV.fetch('${name}')}` }],
    joined: { sign: "+", quotes: "'", asks: (name, quote) => `ENV.fetch(${quote}${name}${quote})` },
  },
  {
    files: /\.php$/i,
    joined: { sign: ".", quotes: `"'`, asks: (name, quote) => `getenv(${quote}${name}${quote})` },
  },
];

const SHELL = /\.(?:ba|z|k|da)?sh$/i;

/** Programs that take a text for code: a variable's text would be a part of that. */
const TAKES_CODE = /\b(?:awk|eval|gawk|jq|perl|psql|python3?|ruby|sed|ssh|su|yq)\b|\b(?:ba|da|z)?sh\s+-\w*c\b/;

/** A value that is a part of a text, taken from a variable; undefined where the language has no sure way for that there. */
export function inText(
  path: string,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
): Replacement | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = (text.indexOf("\n", end) + 1 || text.length + 1) - 1;
  const part: Part = {
    text,
    start,
    end,
    before: text.slice(lineStart, start),
    after: text.slice(end, lineEnd).replace(/\r$/, ""),
  };
  if (/^\s*(?:\/\/|#|\*|\/\*)/.test(part.before)) return undefined;
  if (SHELL.test(path)) return inShellText(part, name);
  const taking = TAKINGS.find(({ files }) => files.test(path));
  const filled = taking?.filled?.find(({ before }) => before.test(part.before));
  if (filled !== undefined) return { start, end, insert: filled.hole(name) };
  return taking?.joined === undefined ? undefined : joinedWith(part, taking.joined, name, path);
}

/** `"before " + NAME + " after"`, where that is all of what is assigned, handed over or listed. */
function joinedWith(
  { start, end, before, after }: Part,
  { sign, quotes, asks }: NonNullable<Taking["joined"]>,
  name: string,
  path: string,
): Replacement | undefined {
  for (const quote of quotes) {
    const opening = opened(quote).exec(before);
    const at = opening === null ? -1 : lastOpening(before, quote);
    const closing = new RegExp(String.raw`^((?:[^${quote}\\]|\\.)*)${quote}(.*)$`).exec(after);
    if (at === -1 || closing === null) continue;
    const [, rest = "", behind = ""] = closing;
    const isWhole =
      /(?:(?<![=!<>])=|[:(,[{]|=>|\breturn)\s*$/.test(before.slice(0, at)) && /^\s*(?:[;,)}\]]|$)/.test(behind);
    if (!isWhole || /\b(?:const\s+string|case|enum|import|require|define)\b|@\w+\(|\[\w+\(/.test(before.slice(0, at)))
      continue;
    if (/^\s*(?:(?:public|private|protected|static|readonly|const|var)\s+)+(?:\??\w+\s+)?\$/.test(before)) continue;
    // Compilers want their defaults and constants known.
    if (/\.(?:cs|php)$/i.test(path) && /\bfunction\b|\bfn\b|[(,]\s*[\w.]+\??\s+\w+\s*=\s*$/.test(before.slice(0, at)))
      continue;
    if (/\.go$/i.test(path) && /^\s*const\b|^\t\w+\s*=\s*$/.test(before.slice(0, at))) continue;
    const isFirst = at === before.length - 1;
    const asked = asks(name, quote, path);
    const from = isFirst ? start - 1 : start;
    const until = rest === "" ? end + 1 : end;
    // As `gofmt` has it among arguments.
    const spaced = /\.go$/i.test(path) && /[(,]\s*$/.test(before.slice(0, at)) ? sign : ` ${sign} `;
    const front = isFirst ? "" : quote + spaced;
    const back = rest === "" ? "" : spaced + quote;
    return { start: from, end: until, insert: front + asked + back };
  }
  return undefined;
}

/** Where the quote stands that is still open at the end of a line's part. */
function lastOpening(before: string, quote: string): number {
  for (let at = before.length - 1; at >= 0; at--) if (before[at] === quote && before[at - 1] !== "\\") return at;
  return -1;
}

function inShellText({ text, start, end, before, after }: Part, name: string): Replacement | undefined {
  const state = shellStateAt(text, start);
  if (state === "comment" || state === "quoted-heredoc" || TAKES_CODE.test(before)) return undefined;
  const reference = `\${${name}:?}`;
  if (state === "double" || state === "heredoc") return { start, end, insert: reference };
  if (state === "plain") return { start, end, insert: `"${reference}"` };
  const [isFirst, isLast] = [before.endsWith("'"), after.startsWith("'")];
  return {
    start: start - (isFirst ? 1 : 0),
    end: end + (isLast ? 1 : 0),
    insert: `${isFirst ? "" : "'"}"${reference}"${isLast ? "" : "'"}`,
  };
}
