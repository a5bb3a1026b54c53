import { markdownTable } from "../report/table.ts";

/** What the scorer says of one scanner's findings. */
export interface Score {
  readonly recall: number;
  readonly labelled: { readonly precision: number; readonly f1: number };
  /** How many secrets of a category were found, of how many. */
  readonly categories: Readonly<Record<string, { readonly hit: number; readonly of: number }>>;
}

/** Smaller categories say next to nothing. */
const LEAST = 5;

/** Recall by category in Markdown, a column a scanner, ours first; the categories with most secrets come first. */
export function recallTable(scores: ReadonlyMap<string, Score>): string {
  const [ours] = scores.values();
  const names = Object.entries(ours?.categories ?? {}).filter(([, { of }]) => of >= LEAST);
  const rows = names.map(([name, { of }]) => {
    const shares = [...scores.values()].map(({ categories }) => (categories[name]?.hit ?? 0) / of);
    const most = Math.max(...shares);
    return [name, `${of}`, ...shares.map((share) => (share === most ? `**${share.toFixed(2)}**` : share.toFixed(2)))];
  });
  const all = [...scores.values()];
  const sums: readonly (readonly [name: string, of: (score: Score) => number])[] = [
    ["all: recall", ({ recall }) => recall],
    ["all: precision", ({ labelled }) => labelled.precision],
    ["all: F1", ({ labelled }) => labelled.f1],
  ];
  const totals = sums.map(([name, of]) => [name, "–", ...all.map((score) => of(score).toFixed(3))]);
  return markdownTable(["category", "secrets", ...scores.keys()], [...rows, ...totals]);
}
