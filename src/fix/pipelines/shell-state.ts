/** What a place of a shell script stands in, the innermost. */
export type ShellState = "plain" | "double" | "single" | "comment" | "heredoc" | "quoted-heredoc";

/** Text that the platform fills in, which no shell sees. */
const HOLES = /\$\{\{(?:[^}]|\}(?!\})){0,2000}\}\}|<<[ \t]{0,9}[\w.]{1,200}[ \t]{0,9}>>|\$\([A-Za-z_][\w.-]{0,200}\)/g;

interface Waiting {
  readonly word: string;
  readonly isQuoted: boolean;
  readonly isIndented: boolean;
}

const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([A-Za-z_]\w*))/y;

/** What the character at an index of a POSIX shell's script stands in. */
export function shellStateAt(script: string, index: number): ShellState {
  const text = script.replace(HOLES, (hole) => "x".repeat(hole.length));
  // What is open, from the outside in: a substitution begins anew inside of quotes.
  const open: ("double" | "$(" | "`")[] = [];
  const waiting: Waiting[] = [];
  for (let at = 0; at < index; at++) {
    const [character, top] = [text[at] ?? "", open.at(-1)];
    if (character === "\\") at++;
    else if (character === "\n" && top !== "double" && waiting.length > 0) {
      const [first] = waiting.splice(0, 1) as [Waiting];
      const end = endOfHeredoc(text, at + 1, first);
      if (index < end) return first.isQuoted ? "quoted-heredoc" : "heredoc";
      at = end - 1;
    } else if (character === '"') {
      if (top === "double") open.pop();
      else open.push("double");
    } else if (text.startsWith("$(", at)) {
      open.push("$(");
      at++;
    } else if (character === "`") {
      if (top === "`") open.pop();
      else open.push("`");
    } else if (top !== "double") {
      if (character === ")" && top === "$(") open.pop();
      else if (character === "'") {
        const end = text.indexOf("'", at + 1);
        if (end === -1 || index <= end) return "single";
        at = end;
      } else if (character === "#" && /^$|[\s;&|(]/.test(text[at - 1] ?? "")) {
        const end = text.indexOf("\n", at);
        if (end === -1 || index <= end) return "comment";
        at = end - 1;
      } else if (character === "<") {
        HEREDOC.lastIndex = at;
        const found = text.startsWith("<<<", at) ? null : HEREDOC.exec(text);
        if (found !== null) {
          const [all, dash, single, double, bare] = found;
          waiting.push({
            word: single ?? double ?? bare ?? "",
            isQuoted: bare === undefined || all.includes("\\"),
            isIndented: dash === "-",
          });
          at += all.length - 1;
        } else if (text.startsWith("<<<", at)) at += 2;
      }
    }
  }
  return open.at(-1) === "double" ? "double" : "plain";
}

/** Where the line begins that ends a document of a script, or the end of the text. */
function endOfHeredoc(text: string, from: number, { word, isIndented }: Waiting): number {
  for (let at = from; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end === -1 ? text.length : end).replace(/\r$/, "");
    if ((isIndented ? line.replace(/^\t+/, "") : line) === word) return at;
    if (end === -1) break;
    at = end + 1;
  }
  return text.length;
}
