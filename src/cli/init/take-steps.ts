import { ScanError } from "../../core/errors.ts";
import { printable } from "../../reporters/printable.ts";
import { EXIT } from "../exit-code.ts";
import { printFailure } from "../print-failure.ts";
import { printOut } from "../write-out.ts";
import type { Dialogue } from "./ask.ts";
import type { Planned, Step } from "./step.ts";

/** What is to become of a step: `ask` on a terminal, `tell` that it is there to be had. */
export type Consent = "yes" | "no" | "ask" | "tell";

/** Takes steps one after the other, and says what became of each. */
export class Steps {
  code: number = EXIT.clean;
  readonly #offers: string[] = [];
  readonly #dialogue: Dialogue | undefined;
  readonly #isDry: boolean;
  readonly #isLoud: boolean;

  constructor(dialogue: Dialogue | undefined, isDry: boolean, isLoud: boolean) {
    this.#dialogue = dialogue;
    this.#isDry = isDry;
    this.#isLoud = isLoud;
  }

  /** One that cannot be taken keeps none of the others from it. */
  async take(plan: () => Planned, consent: Consent): Promise<void> {
    try {
      const planned = plan();
      if (planned.kind === "step") await this.#step(planned.step, consent);
      else if (consent !== "tell") this.#say(planned.lines, planned.shown ?? []);
    } catch (error) {
      // What nobody asked for may be impossible.
      if (consent === "tell" && error instanceof ScanError) return;
      if (!printFailure(error)) throw error;
      this.code = EXIT.failed;
    }
  }

  async #step(step: Step, consent: Consent): Promise<void> {
    if (consent === "no") return;
    if (consent === "tell") {
      this.#offers.push(step.offer);
      return;
    }
    if (this.#isLoud) show(step.shown);
    if (this.#isDry) return this.#say([`Would ${step.offer}.`], []);
    const isWanted = consent === "yes" || (await this.#dialogue?.confirm(printable(step.question))) === true;
    if (isWanted) this.#say(step.carryOut(), []);
    else this.#say(["Left out."], []);
  }

  #say(lines: readonly string[], shown: Step["shown"]): void {
    for (const line of lines) printOut(`${printable(line)}\n`);
    if (shown.length > 0) printOut("\n");
    show(shown);
    if (this.#isLoud) printOut("\n");
  }

  tellRest(): void {
    if (this.#isDry) {
      printOut("Nothing was written.\n");
      return;
    }
    const offers = this.#offers.map((offer) => `  - ${offer}`);
    const more = [
      "",
      "`sealint init --yes` would also",
      ...offers,
      "and shows each file before; `--dry-run` only shows.",
    ];
    printOut(
      [...(offers.length > 0 ? more : []), ...(this.#isLoud ? NEXT : ["", ...NEXT])]
        .map((line) => `${printable(line)}\n`)
        .join(""),
    );
  }
}

function show(texts: Step["shown"]): void {
  for (const { title, text } of texts) {
    printOut(`${printable(title)}\n`);
    const lines = text.replace(/\n$/, "").split("\n");
    if (text !== "") printOut(`\n${lines.map((line) => (line === "" ? "\n" : `    ${printable(line)}\n`)).join("")}\n`);
  }
}

const NEXT = [
  "Next:",
  "  sealint scan              See what is found.",
  "  sealint explain RULE      Read what a finding means and what to do now.",
  "  sealint baseline create   Accept what is there, and report what comes after.",
  "",
  "Then commit what was written, so that everybody and your pipelines scan alike.",
];
