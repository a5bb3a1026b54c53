import { markdownTable } from "../report/table.ts";
import type { Predicted } from "./cross-validate.ts";

/** A band of probabilities: what is above the level below and at least this level. */
interface Band {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How many of the findings of each level are right, and what the judge says that there are. */
export function calibrationTable(predicted: readonly Predicted[], levels: Readonly<Record<string, number>>): string {
  const { high = 1, medium = 1, low = 1 } = levels;
  const bands: Band[] = [
    { name: "high", least: high, most: 2 },
    { name: "medium", least: medium, most: high },
    { name: "low", least: low, most: medium },
    { name: "none", least: 0, most: low },
  ];
  const rows = bands.map(({ name, least, most }) => {
    const inBand = predicted.filter(({ probability }) => probability >= least && probability < most);
    const right = inBand.filter(({ row }) => row.isSecret).length;
    const expected = inBand.reduce((sum, { probability }) => sum + probability, 0);
    const share = (part: number): string => (inBand.length === 0 ? "" : percent(part / inBand.length));
    return [name, `${least}`, `${inBand.length}`, `${right}`, share(right), share(expected)];
  });
  return markdownTable(["Level", "from", "matches", "secrets", "right", "said"], rows);
}
