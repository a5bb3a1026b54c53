import { printable } from "../../reporters/printable.ts";
import type { Cell, Table } from "../table.ts";

/** Rows that a page of a table shows; as many are in the page without its script. */
export const PAGE = 50;

/** What the script reads, as the texts of two data blocks: what tables show, and what is only read once a row is opened. */
export interface DataBlocks {
  readonly tables: string;
  readonly details: string;
}

/** Cells of a column: the values, or few different ones with the index of each row's. */
type ColumnData = readonly [values: readonly Cell[]] | readonly [words: readonly Cell[], at: readonly number[]];

/**
 * The data of the tables. Nothing in it can end the block, and nothing deceives: characters that hide or turn text are written
 * out. Texts that repeat are kept once.
 */
export function dataBlocks(tables: readonly Table[]): DataBlocks {
  const words = new Pool();
  const details = tables.map(({ rows }) =>
    rows.map(({ details: texts, others = [], flow = [] }) => [
      texts.map((text) => words.add(text)),
      others,
      flow.map(([file, platform, jobs]) => [
        words.add(file),
        words.add(platform),
        jobs.map(([name, sinks]) => [words.add(name), sinks.map(([sink, mark]) => [words.add(sink), mark])]),
      ]),
    ]),
  );
  const shown = tables.map(({ id, noun, columns, badges, filters, labels, rows }) => {
    const width = rows[0]?.cells.length ?? 0;
    return {
      id,
      noun,
      columns: columns.map(({ key, kind, isMinor }) => [key, kind, isMinor ? 1 : 0]),
      badges: badges.map(({ label, tone }) => [label, tone]),
      filters: filters.map(({ key, cell }) => [key, cell]),
      labels,
      count: rows.length,
      keys: columnOf(rows.map(({ key }) => key)),
      cells: Array.from({ length: width }, (_, cell) => columnOf(rows.map(({ cells }) => cells[cell] ?? ""))),
    };
  });
  return {
    tables: blockOf({ page: PAGE, tables: shown }),
    details: blockOf({ words: words.texts, tables: details }),
  };
}

const blockOf = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");

/** Most texts are, and a plain look is a tenth of the work. */
const PRINTABLE = /^[ -~]*$/;

/** Texts, each once, made fit to be shown. */
class Pool {
  readonly texts: string[] = [];
  readonly #known = new Map<string, number>();

  add(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    return this.texts.push(PRINTABLE.test(text) ? text : printable(text)) - 1;
  }
}

/** With fewer words than a quarter of the rows, their indices take less. */
const FEW = 4;

function columnOf(cells: readonly Cell[]): ColumnData {
  if (cells.every((cell) => typeof cell === "number")) return [cells];
  const pool = new Pool();
  const at = cells.map((cell) => (typeof cell === "number" ? -1 : pool.add(cell)));
  const isMixed = at.includes(-1);
  if (!isMixed && pool.texts.length * FEW < cells.length) return [pool.texts, at];
  return [cells.map((cell, row) => (typeof cell === "number" ? cell : (pool.texts[at[row] ?? 0] ?? "")))];
}
