import { DUE_KINDS, type DueKind } from "../../core/due-list.ts";
import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { grouped, plural } from "../../reporters/plural.ts";
import { printable } from "../../reporters/printable.ts";
import { BUCKETS, type Bucket, bucketOf, type Due } from "../due-buckets.ts";
import type { Health } from "../health.ts";
import type { DashboardInput } from "../input.ts";
import { keyOf } from "../secret-table.ts";

/** Names that a stretch of time lists; the rest is one link away. */
const MOST_LISTED = 6;
const KIND_WORDS: Readonly<Record<DueKind, readonly [one: string, many: string]>> = {
  expiry: ["expiry", "expiries"],
  rotation: ["rotation", "rotations"],
  review: ["review", "reviews"],
};
/** Weeks before and after the day that is looked at. */
const WEEKS = { before: 4, after: 13 } as const;

/** What is overdue and what the next 90 days bring: a picture by weeks, and lists by stretches. */
export function* timeline(input: DashboardInput, { due }: Health): Iterable<string> {
  yield '<section id="timeline" class="card" aria-labelledby="timeline-title">\n<h2 id="timeline-title">Expiries, rotations and reviews</h2>\n';
  if (!input.hasInventory) {
    yield `<p class="empty">There is no inventory, so that nothing is known of dates. <code>sealint inventory init</code> drafts one from what the pipelines use.</p>\n</section>\n`;
    return;
  }
  if (due.length === 0) {
    yield `<p class="empty">Nothing is overdue, and nothing is due in the next 90 days.</p>\n</section>\n`;
    return;
  }
  yield picture(due, input.asOf);
  yield '<div class="buckets">\n';
  for (const bucket of BUCKETS)
    yield listOf(
      bucket,
      due.filter(({ days }) => bucketOf(days) === bucket),
    );
  yield "</div>\n</section>\n";
}

function listOf({ label, tone }: Bucket, due: readonly Due[]): string {
  const items = due.slice(0, MOST_LISTED).map(({ secret, kind, day, days }) => {
    const link = `#secrets?open=${encodeURIComponent(printable(keyOf(secret)))}`;
    const owner = secret.owner === undefined ? "" : ` · <bdi>${escapeMarkup(secret.owner)}</bdi>`;
    return `<li><a href="${escapeMarkup(link)}">${escapeMarkup(secret.name)}</a><span class="quiet"><span class="mark ${kind}"></span>${kind} ${days < 0 ? "was due" : "on"} <time datetime="${day}">${day}</time>${owner}</span></li>`;
  });
  const more = due.length - items.length;
  const all = `<a href="#secrets?due=${encodeURIComponent(label)}&amp;sort=next">${more > 0 ? `and ${grouped(more)} more` : "show in the table"}</a>`;
  return [
    `<section class="bucket ${due.length === 0 ? "quiet" : tone}"><h3>${label} <b>${grouped(due.length)}</b></h3>`,
    items.length === 0 ? '<p class="quiet">Nothing.</p>' : `<ul>${items.join("")}</ul><p class="quiet">${all}</p>`,
    "</section>\n",
  ].join("");
}

/** Columns of a week each. The kinds are told apart by how they are filled, and the lists below say the same. */
function picture(due: readonly Due[], asOf: string): string {
  const count = WEEKS.before + WEEKS.after;
  const weeks = Array.from({ length: count }, () => ({ expiry: 0, rotation: 0, review: 0 }));
  for (const { days, kind } of due) {
    // What is long overdue stands at the edge.
    const week = weeks[Math.max(0, Math.min(count - 1, Math.floor(days / 7) + WEEKS.before))];
    if (week !== undefined) week[kind]++;
  }
  const most = Math.max(...weeks.map((week) => week.expiry + week.rotation + week.review));
  const [width, height, top, step] = [1020, 150, 14, 60];
  const base = height - 26;
  const scale = (base - top) / most;
  const today = WEEKS.before * step;
  const drawn = weeks.flatMap((week, at) => {
    let y = base;
    return DUE_KINDS.flatMap((kind) => {
      const tall = week[kind] * scale;
      if (tall === 0) return [];
      y -= tall;
      return [
        `<rect class="${kind}" x="${at * step + 10}" y="${y.toFixed(1)}" width="${step - 20}" height="${Math.max(1.5, tall - 1.5).toFixed(1)}" rx="2"/>`,
      ];
    });
  });
  const tops = weeks.map((week, at) => {
    const all = week.expiry + week.rotation + week.review;
    const y = base - all * scale - 4;
    return all === 0
      ? ""
      : `<text class="value" x="${at * step + step / 2}" y="${y.toFixed(1)}">${grouped(all)}</text>`;
  });
  const labels = weeks.map((_, at) => {
    const from = at - WEEKS.before;
    const text = from === 0 ? "this week" : at === 0 ? "earlier" : from % 2 === 0 ? dayText(asOf, from * 7) : "";
    return text === "" ? "" : `<text x="${at * step + step / 2}" y="${height - 8}">${text}</text>`;
  });
  const words = DUE_KINDS.map((kind) => {
    const own = due.filter((one) => one.kind === kind);
    return `${plural(own.length, ...KIND_WORDS[kind])}, ${grouped(own.filter(({ days }) => days < 0).length)} overdue`;
  });
  return [
    `<svg class="weeks" viewBox="0 -6 ${width} ${height + 6}" role="img" aria-labelledby="weeks-title"><title id="weeks-title">By weeks: ${words.join("; ")}.</title>`,
    `<rect class="past" x="0" y="-6" width="${today}" height="${base + 6}" rx="4"/><text class="zone" x="8" y="8">overdue</text>`,
    `<line class="axis" x1="0" x2="${width}" y1="${base}" y2="${base}"/><line class="today" x1="${today}" x2="${today}" y1="-6" y2="${base}"/>`,
    ...drawn,
    ...tops,
    ...labels,
    "</svg>\n",
    `<ul class="legend kinds">${DUE_KINDS.map((kind) => `<li><span class="mark ${kind}"></span>${kind}</li>`).join("")}</ul>\n`,
  ].join("");
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A day some days after another, as an axis names it: `7 Dec`. */
function dayText(asOf: string, days: number): string {
  const date = new Date(`${asOf}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}
