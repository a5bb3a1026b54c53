import { type Import, importGoOs, importOs } from "./imports.ts";
import type { Source } from "./source.ts";

/** How a language assigns a text, and asks for a variable of the environment. */
export interface Language {
  readonly name: string;
  readonly files: RegExp;
  /** What stands in front of the text's opening quote on its line; the group `name` is what it is assigned to. */
  readonly before: readonly RegExp[];
  /** What stands behind its closing quote on the line. */
  readonly after: RegExp;
  /** What the line must not have in front, with why as a clause. */
  readonly never?: readonly {
    readonly before: RegExp;
    readonly why: string;
    /** Whether a semicolon behind the value tells that it is something else. */
    readonly unlessEnded?: true;
  }[];
  /** What the file must not have in front of the line: a block of constants that is still open. */
  readonly neverWithin?: RegExp;
  /** What stands in front of the quote of an argument that has no name, where that is parsed again afterwards. */
  readonly argument?: RegExp;
  /** How a comment's line begins, where that is not what most languages have. */
  readonly isComment?: RegExp;
  /** Whether a value may stand without quotes. */
  readonly isBare?: boolean;
  /** Whether quotes stay around the reference. */
  readonly keepsQuotes?: boolean;
  /** `path` where the kinds of files of a language differ. */
  reference(name: string, quote: string, path: string): string;
  /** Whether the file needs what the value is assigned to as a constant. */
  readonly isConstantIn?: (text: string, name: string) => boolean;
  /** What else the file needs. */
  readonly imports?: (source: Source) => Import;
  /** A word in front that has to be another one, since the value is none that the compiler knows. */
  readonly word?: { readonly from: RegExp; readonly to: string };
}

const LAST = String.raw`(?<name>[A-Za-z_$][\w$]*)`;

/** `name = ` but no comparison, and `"name": `. */
const ASSIGNED = new RegExp(
  String.raw`(?<![=!<>])\b${LAST}["'\]]*\s*(?::\s*[\w<>.[\]|&?, ]{1,60}\s*)?\s=\s*$|\b${LAST.replace("name", "name2")}["'\]]*=\s*$`,
);

const PROPERTY = /(?:^|[\s{,(])["']?(?<name>[A-Za-z_$][\w$-]*)["']?\s*:\s*$/;

const ARROW = /(?:^|[\s{,([])["':]?(?<name>[A-Za-z_$][\w$-]*)["']?\s*=>\s*$/;

const END = /^[\s;,)}\]]*(?:\/\/.*|#.*|\/\*.*\*\/\s*)?$|^\s*[,})]/;

/** An argument of a call, the first or another one. */
const ARGUMENT = /[\w)\]>]\((?:[^()]*,)?\s*$/;

/** Why a constant stays. */
export const IS_CONSTANT = "its place takes a constant that the compiler knows";

/** Why a text stays that is more than what stands between its quotes. */
export const HAS_PREFIX = "the text has a prefix";

const LANGUAGES: readonly Language[] = [
  {
    name: "JavaScript and TypeScript",
    files: /\.(?:[cm]?[jt]s|[jt]sx)$/i,
    argument: ARGUMENT,
    before: [ASSIGNED, PROPERTY],
    after: END,
    // `<Client key="…"` takes a text, or braces.
    never: [
      { before: /<[A-Za-z][^>]*\s[\w-]+=\s*$/, why: "it is an attribute of an element" },
      { before: /^\s*[\w-]+=$/, why: "it may be an attribute of an element", unlessEnded: true },
      { before: /\b(?:import|require)\s*\(\s*$/, why: "it names a module" },
      { before: /\benum\b/, why: IS_CONSTANT },
      { before: /\b(?:import|export)\b.*\bwith\s*\{/, why: "it is an attribute of an import" },
    ],
    // It may be undefined, which a compiler would complain of.
    reference: (name, _, path) => `process.env.${name}${/\.(?:[cm]?ts|tsx)$/i.test(path) ? "!" : ""}`,
  },
  {
    name: "Python",
    files: /\.pyi?$/i,
    argument: ARGUMENT,
    before: [ASSIGNED, PROPERTY],
    after: END,
    never: [{ before: /[A-Za-z]$/, why: HAS_PREFIX }],
    reference: (name, quote) => `os.environ[${quote}${name}${quote}]`,
    imports: importOs,
  },
  {
    name: "Go",
    files: /\.go$/i,
    argument: ARGUMENT,
    before: [new RegExp(String.raw`\b${LAST}(?:\s+string)?\s*:?=\s*$`), PROPERTY],
    after: END,
    never: [{ before: /^\s+const\b/, why: IS_CONSTANT }],
    neverWithin: /^const[ \t]*\((?:(?!^\))[\s\S])*$(?![\s\S])/m,
    reference: (name) => `os.Getenv("${name}")`,
    imports: importGoOs,
    word: { from: /^const(?=\s)/, to: "var" },
    // Another constant that is made of it.
    isConstantIn: (text, name) =>
      new RegExp(String.raw`^const[ \t][^\n=]*=[^\n]*\b${name}\b|^const[ \t]*\([^)]*=[^\n)]*\b${name}\b`, "m").test(
        text,
      ),
  },
  {
    name: "Java",
    files: /\.java$/i,
    argument: ARGUMENT,
    before: [new RegExp(String.raw`\b${LAST}\s*=\s*$`)],
    after: /^\s*;\s*(?:\/\/.*)?$/,
    never: [{ before: /@/, why: IS_CONSTANT }],
    isConstantIn: (text, name) =>
      new RegExp(String.raw`@\w+\([^)]*\b${name}\b|\bcase\s+(?:\w+\.)*${name}\b`).test(text),
    reference: (name) => `System.getenv("${name}")`,
  },
  {
    name: "Kotlin",
    files: /\.kts?$/i,
    before: [new RegExp(String.raw`\b${LAST}(?:\s*:\s*String\??)?\s*=\s*$`)],
    after: /^\s*[,)]?\s*(?:\/\/.*)?$|^\s*[,)]/,
    never: [{ before: /@|\bconst\b/, why: IS_CONSTANT }],
    reference: (name) => `System.getenv("${name}")`,
  },
  {
    name: "C#",
    files: /\.cs$/i,
    before: [new RegExp(String.raw`\b${LAST}\s*=\s*$`)],
    after: /^\s*[;,}]\s*[;)}]*\s*(?:\/\/.*)?$/,
    never: [
      { before: /\bconst\b|\[/, why: IS_CONSTANT },
      { before: /[(,]\s*(?:[\w.]+)\??\s+@?\w+\s*=\s*$/, why: IS_CONSTANT },
      { before: /[@$]$/, why: HAS_PREFIX },
    ],
    reference: (name) => `System.Environment.GetEnvironmentVariable("${name}")`,
  },
  {
    name: "Ruby",
    files: /(?:\.(?:rb|rake|gemspec|ru)|(?:^|\/)(?:Gemfile|Rakefile|Capfile|Fastfile))$/i,
    before: [new RegExp(String.raw`\b${LAST}["'\]]*\s*=\s*$`), PROPERTY, ARROW],
    after: END,
    reference: (name, quote) => `ENV.fetch(${quote}${name}${quote})`,
  },
  {
    name: "PHP",
    files: /\.php$/i,
    before: [
      new RegExp(String.raw`\$(?:\w+(?:->|\[["']))*${LAST}["'\]]*\s*=\s*$`),
      ARROW,
      /\bdefine\s*\(\s*["'](?<name>\w+)["']\s*,\s*$/,
    ],
    after: END,
    never: [
      { before: /\b(?:const|public|private|protected|static|var|readonly)\b/, why: IS_CONSTANT },
      { before: /\b(?:function|fn)\b[^{]*$/, why: IS_CONSTANT },
    ],
    reference: (name, quote) => `getenv(${quote}${name}${quote})`,
  },
  {
    name: "Perl",
    files: /\.p[lm]$/i,
    before: [new RegExp(String.raw`\$${LAST}\}?\s*=\s*$`), ARROW],
    after: END,
    reference: (name) => `$ENV{${name}}`,
  },
  {
    name: "PowerShell",
    files: /\.psm?1$/i,
    before: [/\$(?:\w+\.)*(?<name>\w+)\s*=\s*$/],
    after: /^\s*;?\s*(?:#.*)?$/,
    reference: (name) => `$env:${name}`,
  },
  {
    name: "shell scripts",
    files: /\.(?:ba|z|k|da)?sh$/i,
    before: [/^\s*(?:(?:export|readonly|local|declare|typeset)\s+(?:-\w+\s+)?)?(?<name>[A-Za-z_]\w*)=$/],
    after: /^\s*(?:[;#].*)?$/,
    isBare: true,
    reference: (name) => `"\${${name}:?}"`,
  },
  {
    name: "Docker Compose",
    files: /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i,
    before: [/^\s*(?:-\s+)?["']?(?<name>[A-Za-z_][\w.]*)["']?(?:\s*:\s+|=)$/],
    after: /^\s*(?:#.*)?$/,
    isBare: true,
    keepsQuotes: true,
    reference: (name) => `\${${name}:?}`,
  },
  {
    name: "npm's and Yarn's settings",
    files: /(?:^|\/)\.(?:npmrc|yarnrc\.yml)$/i,
    isComment: /^\s*[#;]/,
    before: [/^\s*(?:\/\/[^=\s]*:)?_?(?<name>[A-Za-z]\w*)\s*=\s*$/, /^\s*["']?(?<name>npm[A-Za-z]\w*)["']?\s*:\s*$/],
    after: /^\s*(?:[#;].*)?$/,
    isBare: true,
    keepsQuotes: true,
    reference: (name) => `\${${name}}`,
  },
  {
    name: "Maven's settings",
    files: /(?:^|\/)(?:settings(?:-[\w-]+)?|pom)\.xml$/i,
    before: [/<(?<name>[A-Za-z][\w.-]*)>\s*$/],
    after: /^\s*<\//,
    isBare: true,
    keepsQuotes: true,
    reference: (name) => `\${env.${name}}`,
  },
  {
    name: "Rails' settings",
    files: /(?:^|\/)config\/(?:cable|database|secrets|storage)\.yml$/i,
    before: [/^\s*["']?(?<name>[A-Za-z_]\w*)["']?\s*:\s+$/],
    after: /^\s*(?:#.*)?$/,
    isBare: true,
    keepsQuotes: true,
    reference: (name, quote) => (quote === "'" ? `<%= ENV.fetch("${name}") %>` : `<%= ENV.fetch('${name}') %>`),
  },
  {
    name: "Spring's application files",
    files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/i,
    before: [/^\s*(?:-\s+)?["']?(?:[\w-]+\.)*(?<name>[A-Za-z_][\w-]*)["']?\s*[:=]\s*$/],
    after: /^\s*(?:#.*)?$/,
    isBare: true,
    keepsQuotes: true,
    reference: (name) => `\${${name}}`,
  },
];

export const languageOfPath = (path: string): Language | undefined => LANGUAGES.find(({ files }) => files.test(path));
