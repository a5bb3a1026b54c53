import { maximum, minimum } from "../measure/statistics.ts";
import type { GrowthPoint } from "./growth-table.ts";

/** One panel of the plot. */
export interface Panel {
  readonly title: string;
  readonly points: readonly GrowthPoint[];
}

const WIDTH = 420;
const HEIGHT = 320;
const MARGIN = { left: 60, right: 20, top: 36, bottom: 48 };

type Scale = (value: number) => number;

/** Logarithmic scale from whole powers of ten to pixels, with the powers as ticks. */
function logScale(values: readonly number[], from: number, to: number): { scale: Scale; ticks: readonly number[] } {
  const first = Math.floor(Math.log10(minimum(values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(maximum(values))));
  return {
    scale: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
  };
}

const amount = (value: number, units: readonly string[]): string => {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)));
  return `${Number((value / 1000 ** step).toPrecision(3))} ${units[step] ?? ""}`;
};

const text = (x: number, y: number, content: string, anchor = "middle"): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${content}</text>`;

const path = (points: readonly (readonly [number, number])[], style: string): string =>
  `<path d="M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}" fill="none" ${style}/>`;

function panel({ title, points }: Panel): string {
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = logScale(
    points.map(({ bytes }) => bytes),
    MARGIN.left,
    right,
  );
  const y = logScale(
    points.map(({ least }) => least),
    bottom,
    MARGIN.top,
  );
  const last = points.at(-1);
  // What the largest one took, cut down in proportion.
  const ideal = points.map(({ bytes, start }): [number, number] => {
    const own = last === undefined ? 0 : ((last.least - start) * bytes) / last.bytes;
    return [x.scale(bytes), y.scale(start + own)];
  });
  return [
    text(WIDTH / 2, 20, title),
    ...x.ticks.map((tick) =>
      path(
        [
          [x.scale(tick), bottom],
          [x.scale(tick), MARGIN.top],
        ],
        `stroke="#ddd"`,
      ),
    ),
    ...y.ticks.map((tick) =>
      path(
        [
          [MARGIN.left, y.scale(tick)],
          [right, y.scale(tick)],
        ],
        `stroke="#ddd"`,
      ),
    ),
    ...x.ticks.map((tick) => text(x.scale(tick), bottom + 16, amount(tick, ["B", "kB", "MB", "GB"]))),
    ...y.ticks.map((tick) => text(MARGIN.left - 6, y.scale(tick) + 4, amount(tick, ["ms", "s"]), "end")),
    path(ideal, `stroke="#999" stroke-dasharray="4 3"`),
    path(
      points.map(({ bytes, least }) => [x.scale(bytes), y.scale(least)]),
      `stroke="#06c" stroke-width="2"`,
    ),
    ...points.map(
      ({ name, bytes, least }) =>
        `<circle cx="${x.scale(bytes).toFixed(1)}" cy="${y.scale(least).toFixed(1)}" r="3" fill="#06c"><title>${name}: ${least.toFixed(0)} ms</title></circle>`,
    ),
    text(WIDTH / 2, HEIGHT - 10, "bytes; dashed: start and time in proportion to the largest"),
  ].join("\n");
}

/** Draws time over bytes, both logarithmic, as SVG with the panels side by side. */
export function growthPlot(panels: readonly Panel[]): string {
  const drawn = panels.map((one, index) => `<g transform="translate(${index * WIDTH} 0)">\n${panel(one)}\n</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panels.length * WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join("\n")}
</svg>
`;
}
