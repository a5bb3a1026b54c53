/** `name=VALUE`, `name=NAME::VALUE` and the like, up to the value. */
const BEFORE = /(?:^|[^\w-])(?<name>[A-Za-z_][\w-]{0,99})(?:=|::)["'{$(]{0,3}$/;

/** The same with text in front of the value: `key=Bearer VALUE`. */
const LOOSELY = /(?:^|[^\w-])(?<name>[A-Za-z_][\w-]{0,99})(?:=|::)[^=]{0,200}$/;

/** A format that the value is filled into: `printf 'name=%s\n' VALUE`. */
const FORMAT = /\bprintf\s+(?:--\s+)?["'](?<name>[A-Za-z_][\w-]{0,99})=/;

/** A value of several lines: `name<<EOF`. */
const LINES = /(?:^|[^\w-])(?<name>[A-Za-z_][\w-]{0,99})<<-?["']?\w/g;

/** The name under which a script hands a value to the runner that stands at an offset of its text; undefined where it cannot be told. */
export function writtenName(text: string, at: number): string | undefined {
  const line = text.slice(Math.max(text.lastIndexOf("\n", at - 1) + 1, at - MOST), at);
  const found = [BEFORE, FORMAT, LOOSELY]
    .map((one) => one.exec(line)?.groups?.["name"])
    .find((name) => name !== undefined);
  if (found !== undefined) return found;
  return [...text.slice(Math.max(0, at - MOST), at).matchAll(LINES)].at(-1)?.groups?.["name"];
}

/** Characters in front of a value that are looked at. */
const MOST = 2000;
