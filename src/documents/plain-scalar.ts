/** What a plain scalar says, where that is beyond doubt; undefined where the parser has to tell. */
export function plainValue(text: string): string | number | boolean | undefined {
  if (text === "true" || text === "false") return text === "true";
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  return isNoText(text) ? undefined : text;
}

/** Words and numbers of YAML's core schema. Both cases are written out: to take either, V8 asks ICU, which takes a while at first. */
const NO_TEXT =
  /^(?:~|[nN][uU][lL][lL]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[+\-]?\d+|0[oO][0-7]+|0[xX][\da-fA-F]+|[+\-]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+\-]?\d+)?|[+\-]?\.[iI][nN][fF]|\.[nN][aA][nN])$/;
/** What these begin with. */
const FIRST = "~nNtTfF+-.0123456789";

export function isNoText(text: string): boolean {
  return text === "" || (FIRST.includes(text.charAt(0)) && NO_TEXT.test(text));
}
