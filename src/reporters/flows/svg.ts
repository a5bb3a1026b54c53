import type { FlowMap } from "../../core/flow-map.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { columnsOf } from "../width.ts";
import { type FlowEdge, type FlowGraph, type FlowNode, flowGraph } from "./graph.ts";

/** Sizes in pixels. */
const BOX = { width: 250, gap: 14 } as const;
/** Height of a box by its lines: the label, a note, a warning. */
const HEIGHTS = [34, 34, 44, 60] as const;
const BETWEEN = 190;
const MARGIN = 24;
const TOP = 58;
const FOOT = 34;
/** Width of a character in the small and the normal size, and what fits into a box. */
const SMALL = 6.1;
const NORMAL = 7.3;
const HEADINGS = ["Secrets", "Jobs", "Where they go"] as const;

interface Placed extends FlowNode {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The map as a picture that stands alone: no script, no font, nothing fetched; readable in the light and in the dark. */
export function* renderFlowsSvg(map: FlowMap): Iterable<string> {
  const graph = flowGraph(map);
  const placed = place(graph);
  const width = 2 * MARGIN + 3 * BOX.width + 2 * BETWEEN;
  const height = Math.max(TOP, ...placed.map((node) => node.y + node.height + BOX.gap)) + FOOT;
  const at = new Map(placed.map((node) => [node.id, node]));
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d">\n`;
  yield `<title id="t">Where the secrets of the pipelines go</title>\n<desc id="d">${escapeMarkup(described(graph))}</desc>\n`;
  yield `<style>${STYLE}</style>\n<rect class="page" width="${width}" height="${height}"/>\n`;
  for (const [column, heading] of HEADINGS.entries())
    yield `<text class="heading" x="${xOf(column)}" y="${MARGIN + 10}">${heading}</text>\n`;
  for (const edge of graph.edges) yield drawEdge(edge, at);
  for (const node of placed) yield drawNode(node);
  yield `<text class="note" x="${MARGIN}" y="${height - 14}">Red: look at it. Dashed: the log no longer hides the value.</text>\n`;
  yield "</svg>\n";
}

const STYLE = [
  ":root{color-scheme:light dark}",
  "text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#1d2330}",
  ".heading{font-weight:600}.note{font-size:11px;fill:#5b6475}.warn{font-size:11px;fill:#b3261e}",
  ".page{fill:#fff}.box{fill:#f4f6fa;stroke:#8b95a7}.secret{fill:#eaf1ff;stroke:#3b66c4}.sink{fill:#eef7f0;stroke:#4a8a5c}",
  ".warned{stroke:#b3261e;stroke-width:2}",
  ".edge{fill:none;stroke:#8b95a7;stroke-width:1.3}.open{stroke:#b3261e;stroke-dasharray:5 4}",
  "@media(prefers-color-scheme:dark){text{fill:#e6e9ef}.note{fill:#a3acbd}.warn{fill:#ff8a80}.page{fill:#14171d}",
  ".box{fill:#1f242d;stroke:#6b7587}.secret{fill:#1b2740;stroke:#6f97ec}.sink{fill:#1a2a20;stroke:#6fb583}",
  ".warned{stroke:#ff8a80}.edge{stroke:#6b7587}.open{stroke:#ff8a80}}",
].join("");

const xOf = (column: number): number => MARGIN + column * (BOX.width + BETWEEN);

/** Puts each column in an order in which few lines cross: a thing stands where, on average, what leads to it stands. */
function place({ nodes, edges }: FlowGraph): Placed[] {
  const rank = new Map<number, number>();
  const placed: Placed[] = [];
  for (const column of [0, 1, 2] as const) {
    const own = nodes.filter((node) => node.column === column);
    const pull = new Map(own.map(({ id }, index) => [id, pulled(id, edges, rank) ?? index]));
    own.sort((a, b) => (pull.get(a.id) ?? 0) - (pull.get(b.id) ?? 0) || a.id - b.id);
    let y: number = TOP;
    for (const [row, node] of own.entries()) {
      const height = HEIGHTS[linesOf(node).length] ?? HEIGHTS[3];
      rank.set(node.id, row);
      placed.push({ ...node, x: xOf(column), y, height });
      y += height + BOX.gap;
    }
  }
  return placed;
}

function pulled(id: number, edges: readonly FlowEdge[], rank: ReadonlyMap<number, number>): number | undefined {
  const ranks = edges.flatMap(({ from, to }) => (to === id ? [rank.get(from) ?? 0] : []));
  return ranks.length === 0 ? undefined : ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
}

const KINDS = ["secret", "", "sink"] as const;

/** What a box says, with the class that each line is drawn in. */
function linesOf({ label, note, warning }: FlowNode): { readonly text: string; readonly kind: string }[] {
  const lines = [
    { text: label, kind: "label" },
    { text: note, kind: "note" },
    { text: warning === undefined ? "" : `⚠ ${warning}`, kind: "warn" },
  ];
  return lines.filter(({ text }) => text !== "");
}

function drawNode(node: Placed): string {
  const { column, warning, x, y, height } = node;
  const kind = ["box", KINDS[column], warning === undefined ? "" : "warned"].filter(Boolean).join(" ");
  const lines = linesOf(node);
  const first = lines.length === 1 ? y + height / 2 + 5 : y + 18;
  return [
    `<g><title>${escapeMarkup(lines.map(({ text }) => text).join(" · "))}</title>`,
    `<rect class="${kind}" x="${x}" y="${y}" width="${BOX.width}" height="${height}" rx="${column === 1 ? 3 : 10}"/>`,
    ...lines.map((line, index) => {
      const shown = escapeMarkup(cut(line.text, line.kind === "label" ? NORMAL : SMALL));
      return `<text class="${line.kind}" x="${x + 12}" y="${first + index * 17}">${shown}</text>`;
    }),
    "</g>\n",
  ].join("");
}

/** A text as far as it fits into a box; the end tells more of a path than its beginning. */
function cut(text: string, width: number): string {
  const most = Math.floor((BOX.width - 24) / width);
  if (columnsOf(text) <= most) return text;
  const characters = Array.from(text);
  const isPath = text.includes("/") && !text.includes(" ");
  return isPath ? `…${characters.slice(1 - most).join("")}` : `${characters.slice(0, most - 1).join("")}…`;
}

function drawEdge({ from, to, label, isUnmasked }: FlowEdge, at: ReadonlyMap<number, Placed>): string {
  const [a, b] = [at.get(from) as Placed, at.get(to) as Placed];
  const [x1, y1, x2, y2] = [a.x + BOX.width, a.y + a.height / 2, b.x, b.y + b.height / 2];
  const half = BETWEEN / 2;
  const title = label === "" ? "" : `<title>${escapeMarkup(label)}</title>`;
  const path = `M${x1} ${y1}C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}`;
  return `<g>${title}<path class="edge${isUnmasked ? " open" : ""}" d="${path}"/></g>\n`;
}

/** The picture in words, for who does not see it. */
function described({ nodes, edges }: FlowGraph): string {
  const name = (id: number): string => nodes[id]?.label ?? "";
  return edges.map(({ from, to }) => `${name(from)} to ${name(to)}.`).join(" ");
}
