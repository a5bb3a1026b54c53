import type { Badge } from "./states.ts";

/** What stands in a cell; an empty text where there is nothing. Of a badge it is the index. */
export type Cell = string | number;

/** A column of a table. */
export interface Column {
  /** As fragments name it. */
  readonly key: string;
  readonly label: string;
  /** `name` opens the row's details, `day` is one of the calendar, `days` is a number of them. */
  readonly kind: "name" | "badge" | "text" | "code" | "day" | "days" | "number";
  /** Whether a narrow screen can do without. */
  readonly isMinor: boolean;
}

/** A choice that narrows a table down, by the words in one of the cells of a row. */
export interface Filter {
  readonly key: string;
  readonly label: string;
  /** What it is called where nothing is chosen. */
  readonly all: string;
  /** Index of the cell, which may be beyond the columns. */
  readonly cell: number;
  /** What can be chosen, with how many rows have it. */
  readonly options: readonly { readonly value: string; readonly count: number }[];
}

/** A row: its cells, those of the columns first, and what its details say. */
export interface Row {
  /** As fragments name it. */
  readonly key: string;
  readonly cells: readonly Cell[];
  /** By the index of the label; an empty text where there is nothing. */
  readonly details: readonly string[];
  readonly flow?: Flow;
  /** Indices of rows of the other table. */
  readonly others?: readonly number[];
}

/** Pipelines with their jobs and where these hand a secret: `[file, platform, [job, [sink, tone]…]…]`. */
export type Flow = readonly FlowPipeline[];
export type FlowPipeline = readonly [file: string, platform: string, jobs: readonly FlowJob[]];
export type FlowJob = readonly [name: string, sinks: readonly (readonly [name: string, isSuspect: 0 | 1])[]];

/** A table with all its rows, in the order that they are first seen in. */
export interface Table {
  readonly id: "secrets" | "findings";
  /** What a row is, and several are. */
  readonly noun: readonly [string, string];
  readonly columns: readonly Column[];
  readonly badges: readonly Badge[];
  readonly filters: readonly Filter[];
  readonly labels: readonly string[];
  readonly rows: readonly Row[];
}

/** Lists what can be chosen in a cell of rows, where it may be several words with commas between them, in the order of `known`, then of the alphabet. */
export function optionsOf(
  rows: readonly Row[],
  cell: number,
  known: readonly string[] = [],
  badges: readonly Badge[] = [],
): Filter["options"] {
  const counts = new Map<string, number>();
  for (const { cells } of rows)
    for (const word of wordsOf(cells[cell] ?? "", badges)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rank = (value: string): number => (known.includes(value) ? known.indexOf(value) : known.length);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => rank(a.value) - rank(b.value) || (a.value < b.value ? -1 : 1));
}

function wordsOf(cell: Cell, badges: readonly Badge[]): string[] {
  if (typeof cell === "number") return [badges[cell]?.label ?? String(cell)];
  return cell === "" ? [] : cell.split(", ");
}
