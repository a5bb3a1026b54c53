import type { TrendRun } from "../../core/trend.ts";
import { escapeMarkup } from "../../reporters/escape-markup.ts";
import { grouped } from "../../reporters/plural.ts";
import type { Health } from "../health.ts";
import type { DashboardInput } from "../input.ts";

/** What is followed over time, each in a picture of its own so that no colour has to tell them apart. */
const SERIES: readonly { readonly label: string; readonly of: (run: TrendRun) => number }[] = [
  { label: "Open findings", of: ({ findings: { critical, high, medium, low } }) => critical + high + medium + low },
  { label: "Critical and high", of: ({ findings }) => findings.critical + findings.high },
  { label: "Overdue secrets", of: ({ overdue }) => overdue },
  { label: "Secrets not declared", of: ({ undeclared }) => undeclared },
];
/** Runs that are drawn and listed: a year of Mondays. */
const MOST_RUNS = 52;

/** How things have changed from run to run. */
export function* trendSection({ trend, report }: DashboardInput, { run }: Health): Iterable<string> {
  yield '<section id="trend" class="card" aria-labelledby="trend-title">\n<h2 id="trend-title">Trend</h2>\n';
  if (trend === undefined) {
    yield '<p class="empty">Nothing is kept of earlier runs. <code>sealint dashboard --trend FILE</code> keeps their figures in a local file, and shows here how they change and how old each finding is.</p>\n</section>\n';
    return;
  }
  const runs = [...trend.runs, run].slice(-MOST_RUNS);
  if (runs.length === 1) {
    yield '<p class="empty">This is the first run that is kept. The next one shows here what has changed.</p>\n</section>\n';
    return;
  }
  yield `<p>${sinceLast(trend.latest, new Set(report.findings.map(({ fingerprint }) => fingerprint.place)), runs.at(-2)?.day ?? "")}</p>\n`;
  yield '<div class="charts">\n';
  for (const { label, of } of SERIES) yield chart(label, runs, of);
  yield "</div>\n";
  yield* figures(runs);
  yield "</section>\n";
}

function sinceLast(before: ReadonlySet<string>, now: ReadonlySet<string>, day: string): string {
  const came = [...now].filter((print) => !before.has(print)).length;
  const went = [...before].filter((print) => !now.has(print)).length;
  return `Since the run of <time datetime="${escapeMarkup(day)}">${escapeMarkup(day)}</time>, <b>${grouped(came)}</b> ${came === 1 ? "finding" : "findings"} came and <b>${grouped(went)}</b> went.`;
}

function chart(label: string, runs: readonly TrendRun[], of: (run: TrendRun) => number): string {
  const values = runs.map(of);
  const [width, height, edge] = [260, 72, 6];
  const most = Math.max(1, ...values);
  const first = Date.parse(runs[0]?.day ?? "");
  const span = Math.max(1, Date.parse(runs.at(-1)?.day ?? "") - first);
  const points = runs.map((run, at) => {
    const x = edge + ((width - 2 * edge) * (Date.parse(run.day) - first)) / span;
    const y = height - edge - ((height - 2 * edge) * (values[at] ?? 0)) / most;
    return [x.toFixed(1), y.toFixed(1)] as const;
  });
  const line = points.map((point) => point.join(" ")).join("L");
  const [lastX, lastY] = points.at(-1) ?? ["0", "0"];
  const [now = 0, then = 0] = [values.at(-1), values[0]];
  const words = `${label}: ${grouped(then)} on ${runs[0]?.day}, ${grouped(now)} on ${runs.at(-1)?.day}, ${grouped(most)} at most`;
  return [
    `<figure class="chart"><figcaption><span>${label}</span><b>${grouped(now)}</b></figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(words)}">`,
    `<path class="area" d="M${points[0]?.[0]} ${height - edge}L${line}L${lastX} ${height - edge}Z"/><path class="line" d="M${line}"/>`,
    `<circle class="last" cx="${lastX}" cy="${lastY}" r="3.5"/></svg>`,
    `<p class="quiet"><span>${runs[0]?.day}: ${grouped(then)}</span><span>most: ${grouped(Math.max(...values))}</span></p></figure>\n`,
  ].join("");
}

function* figures(runs: readonly TrendRun[]): Iterable<string> {
  const heads = [
    "Day",
    "Critical",
    "High",
    "Medium",
    "Low",
    "Accepted",
    "Declared",
    "Not declared",
    "Overdue",
    "Practices without findings",
    "Errors",
  ];
  yield `<details><summary>The figures</summary>\n<div class="wide" tabindex="0" role="region" aria-label="Figures of the runs"><table>\n<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>\n<tbody>\n`;
  for (const { day, findings, accepted, declared, undeclared, overdue, cleanPractices, errors } of runs.toReversed()) {
    const numbers = [
      findings.critical,
      findings.high,
      findings.medium,
      findings.low,
      accepted,
      declared,
      undeclared,
      overdue,
      cleanPractices,
      errors,
    ];
    yield `<tr><th scope="row">${escapeMarkup(day)}</th>${numbers.map((one) => `<td class="number">${grouped(one)}</td>`).join("")}</tr>\n`;
  }
  yield "</tbody></table></div>\n</details>\n";
}
