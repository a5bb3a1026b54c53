import type { Browser, Page } from "playwright-core";
import { openPage } from "./browser.ts";

/** The pages to use, and what is to hold. */
export interface Use {
  readonly small: string;
  readonly large: string;
  readonly limits: { readonly load: number; readonly filter: number };
  expectThat(holds: boolean, what: string): void;
}

const names = (page: Page): Promise<string[]> => page.locator("#secrets tbody th").allTextContents();
const shown = async (page: Page, table = "secrets"): Promise<string> =>
  (await page.locator(`#${table} output`).textContent()) ?? "";

/** Sorts, filters, follows links, opens details, prints: with a mouse, a keyboard and the address. */
export async function checkUse(browser: Browser, { small, large, limits, expectThat }: Use): Promise<void> {
  const { page, faults } = await openPage(browser, small);
  const heading = page.locator("#secrets thead").getByRole("button", { name: "Secret", exact: true });
  await heading.click();
  const up = await names(page);
  await heading.click();
  const down = await names(page);
  expectThat(
    up.join() === up.toSorted().join() && down.join() === up.toReversed().join(),
    "a heading sorts, and turns the order round",
  );
  expectThat((await page.evaluate("location.hash")) === "#secrets?sort=-name", "the address says how it is sorted");
  await page.locator("body").press("/");
  await page.keyboard.type("npm_");
  const some = await names(page);
  expectThat(
    some.length > 0 && some.every((name) => name.includes("NPM_")),
    "`/` leads to the search, which narrows down",
  );
  const address: string = await page.evaluate("location.href");
  await page.goto("about:blank");
  await page.goto(address);
  expectThat((await names(page)).join() === some.join(), "the address leads to the same rows");
  await page.locator("#secrets tbody button").first().focus();
  await page.keyboard.press("Enter");
  expectThat(await page.locator("dialog[open] .flow").isVisible(), "Enter opens the details with the flow");
  await page.keyboard.press("Escape");
  expectThat(
    (await page.locator("dialog[open]").count()) === 0 && !page.url().includes("open="),
    "Escape closes them, and the address forgets them",
  );
  await page.goto(`file://${small}#findings?severity=critical`);
  const critical = await page.locator("#findings tbody .badge").allTextContents();
  expectThat(critical.length > 0 && critical.every((label) => label === "critical"), "a link filters the findings");
  await page.emulateMedia({ media: "print" });
  expectThat(!(await page.locator("#secrets .filters").isVisible()), "on paper there are no filters");
  const paper = await page.pdf();
  expectThat(paper.length > 10_000, "it prints");
  expectThat(faults.length === 0, `use: no request, no error, no refusal: ${faults.join("; ")}`);
  await page.context().close();
  await checkSpeed(browser, large, limits, expectThat);
}

const RUNS = 5;

async function checkSpeed(
  browser: Browser,
  file: string,
  limits: Use["limits"],
  expectThat: Use["expectThat"],
): Promise<void> {
  const { page, faults } = await openPage(browser, file);
  await page.locator("#secrets tbody button").first().waitFor();
  const load: number = await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd");
  expectThat(load < limits.load, `20,000 secrets and findings load in ${Math.round(load)} ms (at most ${limits.load})`);
  // Until the next frame is painted.
  const timed = (change: string): Promise<number> =>
    page.evaluate(
      `new Promise((done) => { const from = performance.now(); ${change}; requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); })`,
    );
  const type = (table: string, text: string): string =>
    `{ const field = document.querySelector("#${table} input"); field.value = "${text}"; field.dispatchEvent(new Event("input")); }`;
  for (const [what, change] of [
    ["first search", type("secrets", "billing_key")],
    ["search", type("secrets", "team-w")],
    ["search in findings", type("findings", "region-4")],
    [
      "choice",
      `{ const field = document.querySelector("#secrets select[name=owner]"); field.value = "team-web"; field.dispatchEvent(new Event("change")); }`,
    ],
    ["order", `document.querySelectorAll("#secrets thead button")[7].click()`],
  ] as const) {
    // Other programs of the machine make some slower.
    const all = [];
    for (let run = 0; run < RUNS; run++) {
      await timed(`document.querySelectorAll(".reset").forEach((button) => button.click())`);
      all.push(await timed(change));
    }
    const took = Math.min(...all);
    expectThat(
      took < limits.filter,
      `${what}: ${Math.round(took)} ms (at most ${limits.filter}), ${await shown(page, what.includes("findings") ? "findings" : "secrets")}`,
    );
  }
  await page.getByRole("button", { name: "Next", exact: true }).first().click();
  expectThat((await shown(page)).startsWith("51–100"), "the next page follows");
  expectThat(faults.length === 0, `large: no request, no error, no refusal: ${faults.join("; ")}`);
  await page.context().close();
}
