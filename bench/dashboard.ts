// Opens made-up dashboards in Chromium and holds them against what they promise: node bench/dashboard.ts [FOLDER-FOR-PICTURES]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import axe from "axe-core";
import { renderDashboard } from "../src/dashboard/page/page.ts";
import { openBrowser, openPage, type Watched } from "./dashboard/browser.ts";
import { checkUse } from "./dashboard/check-use.ts";
import { madeUp } from "./dashboard/made-up.ts";
import { takePictures } from "./dashboard/pictures.ts";

const LARGE = { secrets: 20_000, findings: 20_000, runs: 52 };
const SMALL = { secrets: 36, findings: 42, runs: 20 };
/** Milliseconds that a large page may take to load, and to be narrowed down. */
const LIMITS = { load: 2000, filter: 100 };

const folder = mkdtempSync(join(tmpdir(), "sealint-dashboard-"));
const failures: string[] = [];

function expectThat(holds: boolean, what: string): void {
  process.stdout.write(`${holds ? "ok    " : "FAILED"} ${what}\n`);
  if (!holds) failures.push(what);
}

function pageOf(name: string, html: string): string {
  const file = join(folder, name);
  writeFileSync(file, html);
  return file;
}

/** What is read of axe's result. */
interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong, as `rule: element`. */
async function violations({ page }: Watched): Promise<string[]> {
  // The page's own policy keeps scripts out; one that is evaluated from outside runs.
  await page.evaluate(axe.source);
  const found = await page.evaluate<Found>("axe.run(document, { resultTypes: ['violations'] })");
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 90)).join(" | ")}`);
}

const browser = await openBrowser();
try {
  const empty = { ...madeUp({ secrets: 0, findings: 0, runs: 0 }), hasInventory: false };
  const small = pageOf("small.html", [...renderDashboard(madeUp(SMALL))].join(""));
  const bare = pageOf("empty.html", [...renderDashboard(empty)].join(""));
  for (const [name, file, looks] of [
    ["light", small, {}],
    ["dark", small, { dark: true }],
    ["400 px wide", small, { width: 400 }],
    ["empty", bare, {}],
    ["with details open", `${small}#secrets?open=NPM_TOKEN`, {}],
    ["with details open, 400 px wide", `${small}#secrets?open=NPM_TOKEN`, { width: 400 }],
    ["without script", small, { script: false }],
  ] as const) {
    const opened = await openPage(browser, file, looks);
    if (name !== "without script") {
      const found = await violations(opened);
      expectThat(found.length === 0, `${name}: axe finds nothing${found.length === 0 ? "" : `: ${found.join("; ")}`}`);
    }
    const wide = await opened.page.evaluate("document.documentElement.scrollWidth - innerWidth").catch(() => 0);
    expectThat(Number(wide) <= 0, `${name}: nothing is wider than the screen`);
    expectThat(opened.faults.length === 0, `${name}: no request, no error, no refusal: ${opened.faults.join("; ")}`);
    await opened.page.context().close();
  }
  const large = pageOf("large.html", [...renderDashboard(madeUp(LARGE))].join(""));
  await checkUse(browser, { small, large, limits: LIMITS, expectThat });
  const pictures = process.argv[2];
  if (pictures !== undefined) {
    mkdirSync(resolve(pictures), { recursive: true });
    await takePictures(browser, { small, bare, large }, resolve(pictures));
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length === 0 ? 0 : 1;
