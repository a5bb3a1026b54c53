/** How a comment of one line is written. */
export interface CommentForm {
  readonly open: string;
  readonly close?: string;
}

const HASH: CommentForm = { open: "#" };
const SLASHES: CommentForm = { open: "//" };
const DASHES: CommentForm = { open: "--" };
const SEMICOLON: CommentForm = { open: ";" };
const PERCENT: CommentForm = { open: "%" };
const BLOCK: CommentForm = { open: "/*", close: "*/" };
const MARKUP: CommentForm = { open: "<!--", close: "-->" };

/** Kinds of files by their extensions. What is not among them is taken for one of the many in which `#` opens a comment. */
const FORMS: readonly (readonly [CommentForm, string])[] = [
  [
    SLASHES,
    "c cc cpp cs cxx dart fs fsx go gradle groovy h hpp java js json5 jsonc jsx kt kts m mjs cjs mm mts cts php proto rs sass scala scss less sol swift ts tsx v zig",
  ],
  [BLOCK, "css"],
  [MARKUP, "htm html md mdx markdown svg vue svelte xml xaml csproj props config plist xhtml"],
  [DASHES, "sql lua hs elm ada adb ads vhd vhdl"],
  [SEMICOLON, "asm lisp clj cljs el scm"],
  [PERCENT, "tex erl hrl"],
];

const BY_EXTENSION = new Map(FORMS.flatMap(([form, names]) => names.split(" ").map((name) => [name, form] as const)));

/** Formats that have no comments, or in which one would be content. */
const WITHOUT = new Set("json ipynb csv tsv txt pem key crt cer lock har geojson webmanifest".split(" "));

/** How a comment is written in a file; undefined where it can have none. */
export function commentFor(path: string): CommentForm | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  const extension = dot === -1 ? "" : name.slice(dot + 1);
  return WITHOUT.has(extension) ? undefined : (BY_EXTENSION.get(extension) ?? HASH);
}
