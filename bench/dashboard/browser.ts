import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** Opens the machine's Chromium, `CHROMIUM` where it is set. Throws where there is none: a check that did not run says nothing. */
export async function openBrowser(): Promise<Browser> {
  const path = process.env["CHROMIUM"] ?? CANDIDATES.find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new Error("there is no Chromium: `apt-get install chromium`, or set CHROMIUM to its path");
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A page with everything that must not happen on it. */
export interface Watched {
  readonly page: Page;
  /** Requests beside that of the page, errors, and what the content policy refused. */
  readonly faults: string[];
}

/** Opens a file in a page that is watched. */
export async function openPage(
  browser: Browser,
  file: string,
  { width = 1280, height = 900, dark = false, script = true } = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  const url = new URL(`file://${file.split("#")[0]}`).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) faults.push(`request: ${request.url().slice(0, 100)}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  await page.goto(`file://${file}`, { waitUntil: "load" });
  return { page, faults };
}
