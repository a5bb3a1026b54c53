import type { Collector } from "./collector.ts";

const NAME = String.raw`(?<table>[\w.$"\x60\[\]]{1,200})`;
const STATEMENT = new RegExp(
  [
    String.raw`\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?${NAME}\s*\(`,
    String.raw`\b(?:INSERT\s+(?:IGNORE\s+)?(?:INTO\s+)?|REPLACE\s+INTO\s+)${NAME}\s*(?:\((?<columns>[^\(\)]{1,4000})\)\s*)?VALUES?\s*(?=\()`,
    String.raw`^COPY\s+${NAME}\s*\((?<copied>[^\(\)]{1,4000})\)\s+FROM\s+stdin[^;\n]{0,100};\r?\n`,
  ].join("|"),
  "gimv",
);
const VALUE =
  /\s*(?:(?:[NE]|_\w{1,20}\s{1,3})?'(?<text>(?:[^'\\]|\\[\s\S]|''){0,4000})'|(?<other>[^\s,\(\)'][^,\(\)'\n]{0,200}|(?:\w{1,40})?\([^\(\)]{0,400}\)))\s*(?<after>[,\)])/dvy;
const ROW = /\s*\(/y;
const BETWEEN = /\s*,/y;
const COLUMN = /(?:^|,)\s*(?<name>[\w$"\x60\[\]]{1,100})/gv;
/** Tables whose columns are remembered at most. */
const MOST_TABLES = 2000;
/** Columns of a table are told within so many characters. */
const LONGEST_TABLE = 20_000;

/**
 * Reads the rows of a database dump and tells the collector: a row is a mapping of its columns' names. Those are told by the
 * statement itself, or by the table's own.
 */
export function readSql(text: string, collector: Collector): void {
  const tables = new Map<string, readonly string[]>();
  STATEMENT.lastIndex = 0;
  for (let found = STATEMENT.exec(text); found !== null; found = STATEMENT.exec(text)) {
    const { table = "", columns, copied } = found.groups ?? {};
    const from = STATEMENT.lastIndex;
    if (copied !== undefined) STATEMENT.lastIndex = readCopied(text, from, namesIn(copied), collector);
    else if (found[0].endsWith("(")) {
      if (tables.size < MOST_TABLES) tables.set(bare(table), columnsOf(text, from));
    } else {
      const names = columns === undefined ? tables.get(bare(table)) : namesIn(columns);
      if (names !== undefined) STATEMENT.lastIndex = readRows(text, from, names, collector);
    }
  }
}

const bare = (name: string): string => name.replaceAll(/["\x60\[\]]/gv, "").toLowerCase();

function namesIn(list: string): string[] {
  return list.split(",").map((name) => bare(name.trim()));
}

/** Names of columns in a table's definition, whose constraints are taken for columns, too, but stand behind them. */
function columnsOf(text: string, from: number): string[] {
  let depth = 1;
  let flat = "";
  for (let at = from; at < text.length && depth > 0 && at - from < LONGEST_TABLE; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    else if (depth === 1) flat += text[at];
  }
  return Array.from(flat.matchAll(COLUMN), ({ groups }) => bare(groups?.["name"] ?? ""));
}

/** Reads rows in brackets; gives where they end. */
function readRows(text: string, from: number, names: readonly string[], collector: Collector): number {
  let at = from;
  for (;;) {
    ROW.lastIndex = at;
    if (!ROW.test(text)) return at;
    collector.open("");
    const end = readRow(text, ROW.lastIndex, names, collector);
    collector.close();
    if (end === undefined) return at + 1;
    at = end;
    BETWEEN.lastIndex = at;
    if (!BETWEEN.test(text)) return at;
    at = BETWEEN.lastIndex;
  }
}

/** Reads the values of a row; gives what is behind its bracket, nothing where it is broken. */
function readRow(text: string, from: number, names: readonly string[], collector: Collector): number | undefined {
  VALUE.lastIndex = from;
  for (let column = 0; ; column++) {
    const found = VALUE.exec(text);
    if (found === null) return undefined;
    const { text: string, after } = found.groups ?? {};
    const name = names[column];
    if (string !== undefined && name !== undefined) {
      const [start, end] = found.indices?.groups?.["text"] ?? [0, 0];
      collector.scalar(
        name,
        string.replaceAll(/\\([\s\S])|''/g, (_, one?: string) => one ?? "'"),
        start,
        end,
        true,
      );
    }
    if (after === ")") return VALUE.lastIndex;
  }
}

/** Reads rows as PostgreSQL copies them: a line each, with tabs between the values. */
function readCopied(text: string, from: number, names: readonly string[], collector: Collector): number {
  let at = from;
  while (at < text.length && !text.startsWith("\\.", at)) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found;
    collector.open("");
    let start = at;
    for (const [column, value] of text.slice(at, end).split("\t").entries()) {
      const name = names[column];
      if (name !== undefined && value !== "\\N")
        collector.scalar(name, value.trimEnd(), start, start + value.trimEnd().length, true);
      start += value.length + 1;
    }
    collector.close();
    at = end + 1;
  }
  return at;
}
