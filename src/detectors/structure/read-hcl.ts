import type { Collector } from "./collector.ts";
import { unescaped } from "./read-json.ts";

const TOKEN =
  /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/|"(?<string>(?:[^"\\\n]|\\[^\n]){0,4000})"|<<[~\-]?(?<mark>\w{1,40})\r?\n|(?<word>[\w.\-]{1,200})|(?<sign>[=:\{\}\[\],\n])/dgv;

/** Reads HCL, as Terraform has it, and tells the collector: a block goes under its last label. */
export function readHcl(text: string, collector: Collector): void {
  /** What was met on this line and may be a key or a block's labels. */
  let label = "";
  let assigns = false;
  let opened = 0;
  TOKEN.lastIndex = 0;
  const tell = (value: string, start: number, end: number, quoted: boolean): void => {
    collector.scalar(label, value, start, end, quoted);
    label = "";
    assigns = false;
  };
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const { string, mark, word, sign } = found.groups ?? {};
    if (string !== undefined) {
      const [start, end] = found.indices?.groups?.["string"] ?? [0, 0];
      if (assigns) tell(string.includes("\\") ? unescaped(string) : string, start, end, true);
      else label = string;
    } else if (mark !== undefined) {
      const start = TOKEN.lastIndex;
      const end = hereEnd(text, start, mark);
      if (assigns) tell(text.slice(start, end).trim(), start, end, true);
      TOKEN.lastIndex = end;
    } else if (word !== undefined) {
      if (!assigns) label = word;
      else if (word === "true") tell(word, found.index, TOKEN.lastIndex, false);
    } else if (sign === "=" || sign === ":") assigns = label !== "";
    else if (sign === "{" || sign === "[") {
      collector.open(label);
      opened++;
      label = "";
      // An entry of a list has no key.
      assigns = sign === "[";
    } else if (sign === "}" || sign === "]") {
      collector.close();
      opened--;
      label = "";
      assigns = false;
    } else if (sign === ",") assigns = label === "";
    else if (sign === "\n") {
      label = "";
      assigns = false;
    }
  }
  for (; opened > 0; opened--) collector.close();
}

function hereEnd(text: string, from: number, mark: string): number {
  const found = new RegExp(String.raw`\n[ \t]*${mark}[ \t]*\r?(?=\n|$)`, "v").exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}
