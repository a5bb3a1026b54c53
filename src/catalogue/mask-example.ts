/** Kinds of templates by what they stand for, as a reader may know them. */
const WORDS: Readonly<Record<string, string>> = {
  lower: "lower-case letters",
  upper: "capital letters",
  digit: "digits",
  alpha: "letters",
  alnum: "letters and digits",
  lowernum: "lower-case letters and digits",
  uppernum: "capital letters and digits",
  hex: "hexadecimal digits",
  HEX: "hexadecimal digits",
  base32: "base32 characters",
  base64: "base64 characters",
  base64url: "base64url characters",
  wordchar: "letters, digits and _",
  printable: "printable characters",
};
const OTHERS: Readonly<Record<string, string>> = {
  "github-crc32": "<checksum>",
  "npm-crc32": "<checksum>",
  "grafana-crc32": "<checksum>",
  jwt: "<header>.<payload>.<signature>",
  uuid: "<uuid>",
};

const INNERMOST = /‹(?<kind>[\w-]+)(?: (?<argument>[^‹›]*))?›/;

/** An example for people: each template becomes words for what stands there, so that no token, not even a made-up one, is shown. */
export function maskExample(template: string): string {
  let text = template;
  for (let match = INNERMOST.exec(text); match !== null; match = INNERMOST.exec(text)) {
    const { kind = "", argument = "" } = match.groups ?? {};
    text = text.slice(0, match.index) + wordsFor(kind, argument) + text.slice(match.index + match[0].length);
  }
  return text;
}

function wordsFor(kind: string, argument: string): string {
  if (kind === "pem") return `-----BEGIN ${argument}-----\n<the key>\n-----END ${argument}-----`;
  if (kind === "base64-of") return "<base64>";
  const words = WORDS[kind];
  return words === undefined ? (OTHERS[kind] ?? "<…>") : `<${argument} ${words}>`;
}
