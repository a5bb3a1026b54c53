/** What a plain scalar says, where that is beyond doubt; undefined where the parser has to tell. */
export function plainValue(text: string): string | number | boolean | undefined {
  if (text === "true" || text === "false") return text === "true";
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  return isNoText(text) ? undefined : text;
}

/** Words and numbers of YAML's core schema. */
const NO_TEXT =
  /^(?:|~|null|true|false|[+\-]?\d+|0o[0-7]+|0x[\da-f]+|[+\-]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[+\-]?\d+)?|[+\-]?\.inf|\.nan)$/i;

export function isNoText(text: string): boolean {
  return NO_TEXT.test(text);
}
