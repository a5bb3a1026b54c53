/** Longest name that is told. */
const LONGEST = 60;

/**
 * The name of what an expression gives, as far as names tell a secret: calls without their arguments, but for a single text, which
 * is a name itself (`headers.get("x-token")`).
 */
export function nameOf(expression: string): string {
  let name = expression.trim().replaceAll(/\s+/g, " ").slice(-200);
  for (let step = 0; step < 4 && name.endsWith(")"); step++) {
    const opened = openingOf(name);
    if (opened === -1) break;
    const inside = name.slice(opened + 1, -1).trim();
    const text = plain(/^[bu]?["'`](?<text>[\w.\-]{1,60})["'`]$/.exec(inside)?.groups?.["text"]);
    const callee = name.slice(0, opened);
    // What only converts tells nothing of itself: `[]byte(password)`, `Buffer.from(token)`, `password.encode()`.
    const isConverted =
      text === undefined && /(?:^|\.)(?:from|bytes?|string|str|String|ofNullable)$|\]byte$/.test(callee);
    if (isConverted && inside !== "") name = inside.split(",")[0] ?? "";
    else if (inside === "" && /\.(?:encode|getBytes|toCharArray|trim|strip|toString)$/.test(callee))
      name = callee.slice(0, callee.lastIndexOf("."));
    else name = text === undefined ? callee : `${callee}.${text}`;
  }
  const index = /\[["'`](?<text>[^"'`\]]*)["'`]\]$/.exec(name);
  if (index === null) return name;
  const text = plain(index.groups?.["text"]);
  return text === undefined ? name.slice(0, index.index) : `${name.slice(0, index.index)}.${text}`;
}

/** Digits that no name has, and characters. */
const MANY_DIGITS = 3;
const LONG_TEXT = 40;

/** A text that can be a name; one that may be a value is kept out of what is told. */
function plain(text: string | undefined): string | undefined {
  const digits = text?.match(/\d/g)?.length ?? 0;
  return text === undefined || text.length > LONG_TEXT || digits >= MANY_DIGITS ? undefined : text;
}

function openingOf(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ")") depth++;
    else if (text[at] === "(" && --depth === 0) return at;
  }
  return -1;
}

/** A name for people: one of words, dots and brackets only, so that no text of the code is quoted. */
export function toldName(expression: string): string | undefined {
  const name = nameOf(expression).replace(/^[&*]/, "");
  return name.length <= LONGEST && /^[\w$.?!\-]+$/.test(name) ? name : undefined;
}
