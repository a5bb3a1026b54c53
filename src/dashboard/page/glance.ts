import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { grouped } from "../../reporters/plural.ts";
import { WORST_FIRST } from "../../reporters/severity-counts.ts";
import { attentionFor } from "../attention.ts";
import type { Health } from "../health.ts";
import type { DashboardInput } from "../input.ts";
import { STATES, type Tone } from "../states.ts";

/** Calls that are listed; the rest stands in the tables. */
const MOST_CALLS = 6;

/** A part of a bar. */
interface Part {
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
}

/** Health at a glance: one word, what asks for somebody, and four figures. */
export function* glance(input: DashboardInput, health: Health): Iterable<string> {
  const { tone, headline, calls } = attentionFor(input, health);
  const quietly = `Seen from <time datetime="${escapeMarkup(input.asOf)}">${escapeMarkup(input.asOf)}</time>.`;
  yield '<section id="glance" class="glance" aria-labelledby="headline">\n';
  yield `<div class="verdict ${tone}"><p class="eyebrow">Health of secrets</p><h2 id="headline">${headline}</h2>\n`;
  if (calls.length > 0) {
    const items = calls
      .slice(0, MOST_CALLS)
      .map(
        (call) => `<li class="${call.tone}"><a href="${escapeMarkup(call.link)}">${escapeMarkup(call.text)}</a></li>`,
      );
    yield `<ul class="calls">${items.join("")}</ul>\n`;
  } else yield `<p>${escapeMarkup(emptyWords(input))}</p>\n`;
  yield `<p class="quiet">${quietly}</p></div>\n`;
  yield `<div class="tiles">\n${tiles(input, health).join("\n")}\n</div>\n</section>\n`;
}

function emptyWords({ report, hasInventory }: DashboardInput): string {
  if (report.counts.files === 0) return "There was no file to search.";
  return hasInventory
    ? "Nothing is open, nothing is overdue, and nothing is due in the next 30 days."
    : "Nothing is open. There is no inventory, so that nothing is known of owners and dates.";
}

function tiles(input: DashboardInput, health: Health): string[] {
  const { severities, stateCounts, due, run, practices } = health;
  const open = input.report.findings.length;
  const soon = due.filter(({ days }) => days >= 0 && days <= 30).length;
  const past = due.filter(({ days }) => days < 0).length;
  const toneOf = { critical: "bad", high: "bad", medium: "warn", low: "note" } as const;
  const standing = (name: string): number => practices.filter((one) => one.standing === name).length;
  const last = input.trend?.runs.at(-1);
  const lastOpen = last === undefined ? undefined : WORST_FIRST.reduce((sum, level) => sum + last.findings[level], 0);
  return [
    tile(
      "Open findings",
      open,
      WORST_FIRST.map((label): Part => ({ label, count: severities[label], tone: toneOf[label] })),
      change(open, lastOpen),
    ),
    tile(
      "Secrets",
      input.secrets.length,
      STATES.map(({ id, label, tone }): Part => ({ label, count: stateCounts[id], tone })),
      input.hasInventory ? change(run.undeclared, last?.undeclared, "not declared") : "No inventory yet",
    ),
    tile(
      "Due or overdue",
      past + soon,
      [
        { label: "overdue", count: past, tone: "bad" },
        { label: "in the next 30 days", count: soon, tone: "warn" },
      ],
      input.hasInventory ? change(run.overdue, last?.overdue, "overdue") : "No dates are known",
    ),
    tile(
      "Practices without findings",
      run.cleanPractices,
      [
        { label: "with urgent findings", count: standing("urgent"), tone: "bad" },
        { label: "with others", count: standing("open"), tone: "warn" },
        { label: "without", count: standing("clean"), tone: "good" },
        { label: "not looked at", count: standing("unseen"), tone: "note" },
        { label: "beyond files", count: standing("beyond"), tone: "quiet" },
      ],
      `of ${practices.length}`,
    ),
  ];
}

/** How a number has changed since the last run, in words. */
function change(now: number, before: number | undefined, of = ""): string {
  const what = of === "" ? "" : `${grouped(now)} ${of}`;
  if (before === undefined) return what;
  const difference = now - before;
  const words =
    difference === 0
      ? "as in the last run"
      : `${grouped(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"} than in the last run`;
  return what === "" ? words : `${what}, ${words}`;
}

function tile(label: string, count: number, parts: readonly Part[], note: string): string {
  const there = parts.filter((part) => part.count > 0);
  const legend = there.map(
    (part) => `<li class="${part.tone}"><b>${grouped(part.count)}</b> ${escapeMarkup(part.label.toLowerCase())}</li>`,
  );
  return [
    `<section class="tile"><h3>${label}</h3><p class="figure">${grouped(count)}</p>`,
    bar(there),
    legend.length === 0 ? "" : `<ul class="legend">${legend.join("")}</ul>`,
    note === "" ? "" : `<p class="quiet">${escapeMarkup(note)}</p>`,
    "</section>",
  ].join("");
}

/** A bar of parts, with gaps between them so that it can be read without its colours; the legend says the same in words. */
function bar(parts: readonly Part[]): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return "";
  const width = 240;
  const gap = 2;
  // A part of one in a thousand is still seen.
  const least = 4;
  const room = width - gap * (parts.length - 1) - least * parts.length;
  let x = 0;
  const drawn = parts.map(({ count, tone }) => {
    const own = least + (room * count) / total;
    const rect = `<rect class="${tone}" x="${x.toFixed(1)}" y="0" width="${own.toFixed(1)}" height="8" rx="2"/>`;
    x += own + gap;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true">${drawn.join("")}</svg>`;
}
