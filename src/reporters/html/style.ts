/** The looks of the page, light and dark, for wide and narrow screens and for paper. It must not hold a closing tag. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --quiet: #57606a; --ground: #f5f6f8; --card: #fff; --line: #d9dde3; --code: #f1f3f6;
  --link: #0a58b5; --mark: #ffe1a8; --focus: #0a58b5;
  --critical: #8b1a66; --high: #b3261e; --medium: #875700; --low: #1c5b9f; --error: #b3261e; --note: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ed; --quiet: #9ba6b2; --ground: #111418; --card: #1a1e24; --line: #323943; --code: #12161b;
    --link: #7db5ff; --mark: #6b4d00; --focus: #7db5ff;
    --critical: #f49bd6; --high: #ff9d94; --medium: #f0c267; --low: #8ec3ff; --error: #ff9d94; --note: #9ba6b2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 10rem; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 66rem;
  background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1, h2, p, ul, ol, dl, dd, pre, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, pre { font: 0.875em/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p code, dd code, li > code, td code { background: var(--code); border-radius: 0.25rem; padding: 0.1em 0.3em; }
a { color: var(--link); }
a, summary, dd, p, li { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.quiet, .note { color: var(--quiet); font-size: 0.9rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; }

.page { display: grid; gap: 0.5rem; margin-bottom: 1.5rem; }
.brand { font-weight: 600; color: var(--quiet); letter-spacing: 0.02em; }
h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.15; letter-spacing: -0.02em; }
.broken, .broken a { color: var(--error); font-weight: 600; }
.page:has(+ main) { margin-bottom: 1.25rem; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.75rem; margin: 0.75rem 0 0.25rem; }
.tile {
  background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--level); border-radius: 0.5rem;
  padding: 0.6rem 1rem 0.7rem; color: var(--quiet);
}
.tile b { display: block; font-size: 1.75rem; line-height: 1.2; color: var(--level); font-variant-numeric: tabular-nums; }
.tile.none { border-top-color: var(--line); }
.tile.none b { color: var(--quiet); font-weight: 400; }
.critical { --level: var(--critical); } .high { --level: var(--high); } .medium { --level: var(--medium); }
.low { --level: var(--low); } .error { --level: var(--error); } .badge.note { --level: var(--note); }

.filters {
  display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin-bottom: 1.5rem; padding: 0.75rem 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; position: sticky; top: 0; z-index: 1;
}
.filters fieldset { border: 0; display: flex; flex-wrap: wrap; gap: 0.375rem; }
.filters legend, .field { font-size: 0.8rem; color: var(--quiet); line-height: 1.5; }
.filters legend { padding: 0; margin-bottom: 0.2rem; }
.field { display: grid; gap: 0.2rem; flex: 1 1 9rem; min-width: 0; }
.field.text { flex: 2 1 13rem; }
.field select, .field input, .pill, button {
  font: inherit; font-size: 0.9rem; color: var(--ink); background: var(--ground); border: 1px solid var(--line);
  border-radius: 0.375rem; min-height: 2.25rem; padding: 0.25rem 0.6rem; min-width: 0; width: 100%;
}
.pill { display: inline-flex; align-items: center; gap: 0.35rem; width: auto; cursor: pointer; color: var(--level); font-weight: 600; }
.pill input { accent-color: var(--level); margin: 0; }
button { width: auto; cursor: pointer; }
.shown { display: flex; align-items: center; gap: 0.75rem; flex: 1 0 100%; justify-content: space-between; font-size: 0.9rem; }

.rule, .rest {
  background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; margin-bottom: 1.25rem;
  padding: 1.1rem 1.25rem;
}
.rule { border-left: 4px solid var(--level); }
.rule > header { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; align-items: center; }
.rule > header .quiet { grid-column: 1 / -1; margin-top: 0.3rem; }
.rule > header .count { margin-left: 0.5rem; }
h2 { font-size: 1.2rem; line-height: 1.3; }
.message { margin-top: 0.6rem; }
.badge {
  display: inline-block; border: 1px solid var(--level); color: var(--level); border-radius: 1rem; font-weight: 600;
  padding: 0.05rem 0.6rem; font-size: 0.8rem; line-height: 1.5;
}
dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0.4rem 1rem; margin: 0.9rem 0 0.6rem; }
dt { font-weight: 600; }
details > p, .links { margin-top: 0.4rem; max-width: 75ch; }
dd { max-width: 75ch; }
summary { cursor: pointer; color: var(--link); width: fit-content; }
.place { border-top: 1px solid var(--line); padding-top: 0.9rem; margin-top: 0.9rem; display: grid; gap: 0.35rem; content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.place:target { background: color-mix(in srgb, var(--link) 8%, transparent); outline: 0.5rem solid color-mix(in srgb, var(--link) 8%, transparent); }
.place > * { min-width: 0; }
.where { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; font-weight: 600; }
.where a { text-decoration: none; } .where a:hover { text-decoration: underline; }
.where code { background: none; padding: 0; }
.where .note { font-weight: 400; }
pre { display: flex; gap: 0.9rem; background: var(--code); border: 1px solid var(--line); border-radius: 0.375rem; padding: 0.45rem 0.75rem; }
pre code { font-size: inherit; white-space: pre-wrap; min-width: 0; }
.number { color: var(--quiet); user-select: none; }
mark { background: var(--mark); color: inherit; border-radius: 0.2rem; padding: 0.05rem 0; }
mark:empty { border-left: 2px solid var(--level); }
.related { border-left: 2px solid var(--line); padding-left: 0.75rem; font-size: 0.95rem; }
.rest h2 { margin-bottom: 0.6rem; }
.rest li + li { margin-top: 0.5rem; }
.wide { overflow-x: auto; margin-top: 0.6rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding-top: 1.25rem; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 0.5rem; }
  .filters { position: static; }
  .field { flex-basis: calc(50% - 1rem); } .field.text { flex-basis: 100%; }
  .pill { padding: 0.25rem 0.4rem; font-size: 0.85rem; gap: 0.25rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-top: 0.5rem; }
  .rule, .rest { padding: 0.9rem 1rem; }
}
@media print {
  body { max-width: none; padding: 0; background: none; }
  .filters, .skip { display: none; }
  .rule, .rest { break-inside: auto; border-color: #999; } .place { break-inside: avoid; content-visibility: visible; }
}
`;
