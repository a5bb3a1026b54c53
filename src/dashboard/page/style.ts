/**
 * The looks of the page: light and dark, wide, narrow and on paper. Each tone has a sign of its own beside its colour. It must not
 * hold a closing tag.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --quiet: #57606a; --ground: #f5f6f8; --card: #fff; --line: #dde1e7; --faint: #f0f2f5; --code: #f1f3f6;
  --link: #0a58b5; --focus: #0a58b5;
  --bad: #b3261e; --warn: #875700; --note: #1c5b9f; --good: #1f6b3a;
  --expiry: #1b3a66; --rotation: #5b87c4; --review: #b9cdea; --past: #fbeeed;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ed; --quiet: #9ba6b2; --ground: #111418; --card: #191d23; --line: #303742; --faint: #20252d; --code: #12161b;
    --link: #7db5ff; --focus: #7db5ff;
    --bad: #ff9d94; --warn: #f0c267; --note: #8ec3ff; --good: #82d29b;
    --expiry: #d9e7fb; --rotation: #7fa8de; --review: #44618c; --past: #2c1d1f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; max-width: 84rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code { font: 0.875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
a { color: var(--link); overflow-wrap: anywhere; }
p, li, dd, td, th, summary, h1, h2, h3 { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }
section:focus { outline: none; }
[hidden], .gone { display: none !important; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; z-index: 2; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.bad { --tone: var(--bad); --sign: "▲"; } .warn { --tone: var(--warn); --sign: "◆"; } .note { --tone: var(--note); --sign: "●"; }
.good { --tone: var(--good); --sign: "✓"; } .quiet, .badge.quiet { --tone: var(--quiet); --sign: "–"; }

header.page { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; margin-bottom: 1.25rem; }
.brand { font-weight: 600; color: var(--quiet); letter-spacing: 0.02em; }
h1 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; }
nav { margin-left: auto; } nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.9rem; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
.card, .tile, .verdict { background: var(--card); border: 1px solid var(--line); border-radius: 0.625rem; }
.card { padding: 1.25rem 1.5rem; margin-top: 1.25rem; }
h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; margin-bottom: 0.75rem; }
h3 { font-size: 0.95rem; line-height: 1.35; font-weight: 600; }
.empty { color: var(--quiet); max-width: 70ch; }

.glance { display: grid; grid-template-columns: minmax(18rem, 5fr) 9fr; gap: 1.25rem; }
.verdict { padding: 1.25rem 1.5rem; border-left: 0.375rem solid var(--tone); display: flex; flex-direction: column; }
.eyebrow { font-size: 0.8rem; color: var(--quiet); }
.verdict h2 { font-size: clamp(1.75rem, 4vw, 2.25rem); line-height: 1.15; letter-spacing: -0.02em; color: var(--tone); margin-bottom: 0.75rem; }
.verdict > .quiet { margin-top: auto; padding-top: 0.75rem; }
.calls li { display: flex; gap: 0.6rem; align-items: baseline; padding: 0.2rem 0; }
.calls a { color: var(--ink); text-decoration-color: var(--line); text-underline-offset: 0.2em; } .calls a:hover { text-decoration-color: currentColor; }
.calls li::before, .legend li[class]::before { content: var(--sign) / ""; color: var(--tone); font-size: 0.7em; flex: none; width: 1em; text-align: center; }
.tiles { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1.25rem; }
.tile { padding: 1rem 1.25rem; } .tile h3 { color: var(--quiet); font-weight: 500; font-size: 0.9rem; }
.figure { font-size: 2rem; line-height: 1.2; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: 0.5rem; margin: 0.35rem 0 0.5rem; } .bar rect { fill: var(--tone); }
.legend { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; font-size: 0.825rem; color: var(--quiet); }
.legend li { font-size: inherit; display: flex; gap: 0.35rem; align-items: baseline; } .legend b { color: var(--ink); font-weight: 600; }
.tile > .quiet { margin-top: 0.35rem; font-size: 0.825rem; }

.weeks { display: block; width: 100%; height: auto; margin-bottom: 0.5rem; }
.weeks text { font-size: 12px; fill: var(--quiet); text-anchor: middle; } .weeks .value { fill: var(--ink); font-weight: 600; }
.weeks .zone { text-anchor: start; fill: var(--bad); } .past { fill: var(--past); }
.axis { stroke: var(--line); } .today { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 3 3; }
.expiry { fill: var(--expiry); background: var(--expiry); } .rotation { fill: var(--rotation); background: var(--rotation); }
.review { fill: var(--review); background: var(--review); }
.mark { display: inline-block; width: 0.7em; height: 0.7em; border-radius: 0.15em; margin-right: 0.4em; flex: none; border: 1px solid var(--expiry); }
.kinds { margin-bottom: 1rem; }
.buckets { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.25rem; }
.bucket { border-top: 3px solid var(--tone); padding-top: 0.6rem; min-width: 0; }
.bucket h3 { display: flex; justify-content: space-between; gap: 0.5rem; } .bucket.quiet h3 { color: var(--ink); font-size: 0.95rem; }
.bucket li { padding: 0.3rem 0; border-bottom: 1px solid var(--faint); font-size: 0.9rem; } .bucket li a { display: block; }
.bucket li .quiet { font-size: 0.8rem; } .bucket > p { padding-top: 0.4rem; }

.filters { display: grid; grid-template-columns: 2fr repeat(4, 1fr) auto; gap: 0.75rem; align-items: end; }
.field { display: grid; gap: 0.2rem; font-size: 0.8rem; color: var(--quiet); min-width: 0; }
.field input, .field select, .reset, .pager button, #detail-close {
  font: inherit; font-size: 0.9rem; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 0.375rem;
  min-height: 2.25rem; padding: 0.25rem 0.6rem; min-width: 0;
}
.reset, .pager button, #detail-close { cursor: pointer; } button:disabled { opacity: 0.5; cursor: default; }
.shown { font-size: 0.875rem; color: var(--quiet); padding: 0.75rem 0 0.25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.9rem 0.5rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 500; font-size: 0.825rem; white-space: nowrap; padding-top: 0.25rem; }
tbody th { font-weight: 500; min-width: 11rem; max-width: 22rem; } tbody tr:hover { background: var(--faint); }
td.text { min-width: 7rem; } td.day, td.days, td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
thead button, .open { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left; overflow-wrap: anywhere; }
thead button:hover { color: var(--ink); }
thead button::after { content: "↕" / ""; opacity: 0.35; margin-left: 0.35em; }
[aria-sort=ascending] button::after { content: "↑" / ""; opacity: 1; } [aria-sort=descending] button::after { content: "↓" / ""; opacity: 1; }
[aria-sort] button { color: var(--ink); font-weight: 600; }
.open { color: var(--link); } .open:hover { text-decoration: underline; }
span.badge { display: inline-flex; gap: 0.35em; align-items: baseline; color: var(--tone); font-weight: 600; font-size: 0.825rem; white-space: nowrap; }
span.badge::before { content: var(--sign) / ""; font-size: 0.8em; }
.pager { display: flex; gap: 0.5rem; padding-top: 0.9rem; }

.charts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.25rem; margin: 0.75rem 0; }
.chart figcaption, .chart p { display: flex; justify-content: space-between; gap: 0.5rem; align-items: baseline; font-size: 0.875rem; }
.chart figcaption b { font-size: 1.25rem; font-variant-numeric: tabular-nums; } .chart p { font-size: 0.775rem; }
.chart svg { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--line); }
.line { fill: none; stroke: var(--note); stroke-width: 2; stroke-linejoin: round; } .area { fill: var(--note); opacity: 0.1; } .last { fill: var(--note); }
.practices { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0 1.5rem; margin-top: 0.75rem; }
.practice { border-top: 1px solid var(--line); padding: 0.75rem 0 0.9rem; }
.top { display: flex; justify-content: space-between; gap: 0.5rem; font-size: 0.825rem; color: var(--quiet); }
.practice details { font-size: 0.85rem; margin-top: 0.25rem; } .practice details p { margin-top: 0.4rem; color: var(--quiet); }
summary { cursor: pointer; color: var(--link); width: fit-content; font-size: 0.85rem; }
.problems li { padding: 0.35rem 0; }
footer { margin-top: 1.5rem; }

dialog { border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); color: var(--ink); padding: 0; width: min(56rem, calc(100vw - 2rem)); max-height: calc(100vh - 3rem); }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
.sheet { padding: 1.25rem 1.5rem 1.5rem; } #detail-close { float: right; } .sheet h2 { font-size: 1.35rem; padding-right: 5rem; } .sheet h3 { margin: 1.25rem 0 0.5rem; }
dl { display: grid; grid-template-columns: 8.5rem 1fr 8.5rem 1fr; gap: 0.35rem 1rem; font-size: 0.9rem; } dt { color: var(--quiet); } .row { grid-column: 1; } .long { grid-column: 2 / -1; }
.others li { padding: 0.2rem 0; font-size: 0.9rem; }
.flow, .flow ol, .flow ul { display: grid; gap: 0.5rem; }
.flow li { display: flex; align-items: stretch; gap: 0; position: relative; min-width: 0; }
.flow li > ol, .flow li > ul { flex: 1; margin-left: 1.75rem; position: relative; min-width: 0; }
.flow li > ol > li::before, .flow li > ul > li::before { content: ""; position: absolute; left: -1.75rem; top: 1.05rem; width: 1.75rem; border-top: 2px solid var(--line); }
.flow li > ol > li:not(:last-child)::after, .flow li > ul > li:not(:last-child)::after { content: ""; position: absolute; left: -0.9rem; top: 1.05rem; bottom: -1.65rem; border-left: 2px solid var(--line); }
.node { border: 1px solid var(--line); border-radius: 0.375rem; padding: 0.3rem 0.65rem; font-size: 0.875rem; background: var(--faint); align-self: start; min-width: 0; max-width: 100%; }
.pipeline { flex: 0 0 17rem; font-weight: 600; } .pipeline small { display: block; font-weight: 400; color: var(--quiet); } .job { flex: 0 0 10rem; }
.sink { border-radius: 1rem; } .sink.none { border-style: dashed; color: var(--quiet); background: none; }
.suspect { border-color: var(--bad); } .suspect::before { content: "▲ " / ""; color: var(--bad); font-size: 0.75em; }

@media (max-width: 64rem) {
  .glance { grid-template-columns: 1fr; } .buckets, .charts { grid-template-columns: repeat(2, 1fr); }
  .filters { grid-template-columns: repeat(3, 1fr); } .field.text { grid-column: span 2; }
}
@media (max-width: 44rem) {
  body { padding-top: 1rem; } .card { padding: 1rem; }
  nav { margin-left: 0; width: 100%; }
  .tiles { gap: 0.75rem; } .tile { padding: 0.75rem 0.9rem; } .figure { font-size: 1.6rem; }
  .weeks { display: none; } .minor { display: none; }
  .filters { grid-template-columns: repeat(2, 1fr); } tbody th { min-width: 8rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-top: 0.5rem; } .long { grid-column: 1; }
  .flow li { flex-direction: column; gap: 0.4rem; } .flow li > ol, .flow li > ul { margin-left: 1rem; flex: none; width: calc(100% - 1rem); }
  .flow li > ol > li::before, .flow li > ul > li::before { left: -1rem; width: 1rem; } .flow li::after { display: none; }
  .pipeline, .job { flex: none; width: fit-content; }
}
@media (max-width: 28rem) { .buckets, .charts, .tiles { grid-template-columns: 1fr; } .field.text { grid-column: span 2; } td.text, th.text, td.day, th.day { display: none; } }
@media print {
  @page { margin: 14mm; }
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; background: none; font-size: 10pt; }
  nav, .skip, .filters, .pager, thead button::after, .reset, #detail-close { display: none !important; }
  .card, .tile { border-color: #bbb; } .card { padding: 0.75rem 1rem; break-inside: auto; }
  h2, h3 { break-after: avoid; } tr, .tile, .bucket, .chart, .practice { break-inside: avoid; }
  .bar rect, .expiry, .rotation, .review, .past, .mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .glance { grid-template-columns: 5fr 9fr; } .buckets, .charts { grid-template-columns: repeat(4, 1fr); } .wide { overflow: visible; }
  table { font-size: 8pt; } thead th { font-size: 7.5pt; } th, td { padding: 0.25rem 0.5rem 0.25rem 0; } tbody th { min-width: 0; } td.text { min-width: 0; } span.badge { font-size: inherit; }
  body:has(dialog[open]) > :not(dialog) { display: none; } dialog { position: static; max-height: none; width: auto; border: 0; }
}
`;
