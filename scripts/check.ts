// Runs all checks of the repository, two at a time, to the end whatever fails: `npm test`, or `npm test -- STEP…` for some.
import { join } from "node:path";
import { type Outcome, runStep, type Step } from "./check/step.ts";
import { runTests } from "./check/tests.ts";

const bin = (path: string, ...args: string[]): readonly string[] => [join("node_modules", path), ...args];
const CONCURRENCY = 2;

/** Steps that stand alone. Only what is installed by set-up runs here; each is one line in the result. */
const STEPS: readonly Step[] = [
  { name: "types", args: bin("typescript/bin/tsc", "--project", ".") },
  {
    name: "lint",
    args: bin("oxlint/bin/oxlint", "--type-aware", "--deny-warnings", "--report-unused-disable-directives"),
  },
  { name: "format", args: bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings") },
  { name: "unused", args: bin("knip/bin/knip.js", "--no-progress", "--treat-config-hints-as-errors") },
  { name: "markdown", args: bin("markdownlint-cli2/markdownlint-cli2-bin.mjs") },
  { name: "lock file", args: ["scripts/complete-lock.ts", "--check"] },
  { name: "docs", args: ["scripts/write-docs.ts", "--check"] },
  { name: "patterns", args: ["scripts/check-patterns.ts", "--check"] },
  { name: "registries", args: ["scripts/write-registries.ts", "--check"] },
];

/** First, because the tests run what is built. */
const BUILD: Step = { name: "build", args: ["scripts/set-up.mjs", "build"] };

function tell({ name, seconds, output, failed }: Outcome): void {
  process.stdout.write(
    `${failed === 0 ? "ok    " : "FAILED"} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s\n`,
  );
  if (failed > 0) process.stdout.write(`${output.trimEnd()}\n\n`);
}

/** Runs the steps, `CONCURRENCY` at a time, and tells each as it ends. */
async function runAll(steps: readonly Step[]): Promise<Outcome[]> {
  const queue = steps.values();
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (const step of queue) {
      const outcome = await runStep(step);
      tell(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return outcomes;
}

async function check(names: readonly string[]): Promise<void> {
  const known = [BUILD.name, ...STEPS.map((step) => step.name), "tests"];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`check: there is no step ${unknown.join(", ")}; the steps are ${known.join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  const isChosen = (name: string): boolean => names.length === 0 || names.includes(name);
  const outcomes: Outcome[] = [];
  if (isChosen(BUILD.name) || isChosen("tests")) outcomes.push(...(await runAll([BUILD])));
  outcomes.push(...(await runAll(STEPS.filter(({ name }) => isChosen(name)))));
  if (isChosen("tests")) outcomes.push(await runTests());
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await check(process.argv.slice(2));
