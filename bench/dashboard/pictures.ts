import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openPage } from "./browser.ts";

/** Takes pictures of the pages, for a person to look at. */
export async function takePictures(
  browser: Browser,
  { small, bare, large }: { readonly small: string; readonly bare: string; readonly large: string },
  folder: string,
): Promise<void> {
  for (const [name, file, looks] of [
    ["light", small, {}],
    ["dark", small, { dark: true }],
    ["narrow", small, { width: 400, height: 800 }],
    ["wide", large, { width: 1800, height: 1000 }],
    ["empty", bare, {}],
    ["no-script", small, { script: false }],
  ] as const) {
    const { page } = await openPage(browser, file, looks);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    await page.context().close();
  }
  for (const [name, looks] of [
    ["details", {}],
    ["details-dark", { dark: true }],
    ["details-narrow", { width: 400 }],
  ] as const) {
    const { page } = await openPage(browser, `${small}#secrets?open=DEPLOY_TOKEN`, looks);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.context().close();
  }
  const { page } = await openPage(browser, small);
  await page.pdf({ path: join(folder, "print.pdf"), format: "A4", printBackground: false });
  // What stands in the README: the first screen.
  await page.setViewportSize({ width: 1200, height: 760 });
  await page.screenshot({ path: join(folder, "first.png") });
  await page.context().close();
}
