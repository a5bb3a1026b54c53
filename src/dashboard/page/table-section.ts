import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { grouped, plural } from "../../reporters/plural.ts";
import type { Cell, Column, Filter, Row, Table } from "../table.ts";
import { PAGE } from "./data-block.ts";

/** A table with what narrows it down. Its first rows are there without the script; the rest is in the data. */
export function* tableSection(table: Table, title: string, empty: string): Iterable<string> {
  const { id, noun, columns, rows, filters } = table;
  yield `<section id="${id}" class="card" aria-labelledby="${id}-title" tabindex="-1">\n<h2 id="${id}-title">${title}</h2>\n`;
  if (rows.length === 0) yield `<p class="empty">${empty}</p>\n`;
  const hidden = rows.length === 0 ? " gone" : "";
  yield `<div class="filters scripted${hidden}" role="search" aria-label="Narrow down: ${title}" hidden>`;
  yield `<label class="field text">Search<input type="search" placeholder="any word" autocomplete="off" spellcheck="false"></label>`;
  for (const filter of filters) yield selectOf(filter);
  yield '<button class="reset" type="button">Reset</button></div>\n';
  yield `<p class="shown${hidden}"><output class="scripted" hidden aria-live="polite"></output><span class="plain">${firstWords(rows.length, noun)}</span></p>\n`;
  yield `<div class="wide${hidden}" tabindex="0" role="region" aria-label="Table of ${noun[1]}"><table>\n<thead><tr>${columns.map(headOf).join("")}</tr></thead>\n<tbody>\n`;
  for (const row of rows.slice(0, PAGE)) yield `${rowOf(row, table)}\n`;
  yield "</tbody></table></div>\n";
  yield '<p class="pager scripted" hidden><button type="button">Previous</button><button type="button">Next</button></p>\n</section>\n';
}

function firstWords(count: number, [one, many]: Table["noun"]): string {
  return count <= PAGE
    ? plural(count, one, many)
    : `The first ${PAGE} of ${plural(count, one, many)}; the others take the page's script.`;
}

function selectOf({ key, label, all, options }: Filter): string {
  // A name that is written from right to left leaves the number behind it where it is.
  const listed = options.map(
    ({ value, count }) =>
      `<option value="${escapeMarkup(value)}">&#x2068;${escapeMarkup(value)}&#x2069; (${grouped(count)})</option>`,
  );
  return `<label class="field">${label}<select name="${key}"><option value="">${all}</option>${listed.join("")}</select></label>`;
}

const classOf = ({ kind, isMinor }: Column): string => `${isMinor ? "minor " : ""}${kind}`;

const headOf = (column: Column): string => `<th scope="col" class="${classOf(column)}">${column.label}</th>`;

function rowOf({ cells }: Row, { columns, badges }: Table): string {
  const shown = columns.map((column, index) => {
    const text = textOf(cells[index] ?? "", column, badges);
    return column.kind === "name"
      ? `<th scope="row" class="${classOf(column)}">${text}</th>`
      : `<td class="${classOf(column)}">${text}</td>`;
  });
  return `<tr>${shown.join("")}</tr>`;
}

function textOf(cell: Cell, { kind }: Column, badges: Table["badges"]): string {
  if (kind === "badge") {
    const { label = "", tone = "quiet" } = badges[Number(cell)] ?? {};
    return `<span class="badge ${tone}">${escapeMarkup(label)}</span>`;
  }
  if (cell === "") return "";
  const text = typeof cell === "number" ? `${grouped(cell)}${kind === "days" ? " d" : ""}` : escapeMarkup(cell);
  return kind === "code" ? `<code>${text}</code>` : text;
}
