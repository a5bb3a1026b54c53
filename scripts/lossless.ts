// Holds the fast matcher against the reference, every rule on every byte, on the files of any folders:
//
//   npm run lossless -- [--literal] DIR…
//
// Prints each file of which they tell different findings, exit 1; what could not be read is named, exit 2. `--literal` takes the matcher in plain TypeScript for the reference: much
// faster, and itself held against the reference by the tests.
import { join } from "node:path";
import process from "node:process";
import { openKernel } from "../src/cli/open-kernel.ts";
import { loadRules } from "../src/config/load-rules.ts";
import { treesIn } from "../src/config/load-trees.ts";
import { assemble } from "../src/engine/assemble.ts";
import { createInspect } from "../src/engine/inspect-unit.ts";
import { createLiteralMatcher } from "../src/matcher/literal-matcher.ts";
import { createReferenceMatcher } from "../src/matcher/matcher.ts";
import { scanPaths } from "../src/sources/scan-paths.ts";

const DIST = join(import.meta.dirname, "..", "dist");

function compare(folders: readonly string[], isQuick: boolean): number {
  const rules = loadRules(join(DIST, "rules.json"));
  const { kernel } = openKernel(DIST);
  if (kernel === undefined) throw new Error("dist/ holds no kernel that this machine can run: run `npm run build`");
  const fast = assemble({
    version: "lossless",
    rules,
    pipelines: { platforms: [], policies: [] },
    kernel,
    readTree: treesIn(DIST),
    selection: { preset: "all", ids: [] },
    minConfidence: "low",
    failOn: "never",
    salt: "",
    asOf: "2026-01-01",
  });
  const matcher = (isQuick ? createLiteralMatcher : createReferenceMatcher)(fast.rules);
  const inspectFast = createInspect(fast);
  const inspectSlow = createInspect({ ...fast, matcher });
  const seen = { files: 0, findings: 0, different: 0, unread: 0 };
  const cwd = process.cwd();
  const events = scanPaths(folders, { cwd, root: cwd, ignore: false, environment: {}, buffer: fast.matcher.buffer });
  for (const event of events) {
    if (event.type === "problem") {
      seen.unread++;
      process.stdout.write(`${event.problem.subject} ${event.problem.message}\n`);
    }
    if (event.type !== "unit") continue;
    seen.files++;
    const [found, wanted] = [inspectFast, inspectSlow].map((inspect) =>
      inspect(event.unit).findings.map(({ ruleId, location, preview, confidence }) =>
        [
          ruleId,
          `${location.start.line}:${location.start.column}-${location.end.column}`,
          confidence,
          preview.text,
        ].join(" "),
      ),
    ) as [string[], string[]];
    seen.findings += wanted.length;
    const lines = wanted.filter((one) => !found.includes(one)).map((one) => `- ${one}`);
    lines.push(...found.filter((one) => !wanted.includes(one)).map((one) => `+ ${one}`));
    if (lines.length === 0) continue;
    seen.different++;
    process.stdout.write(`${event.unit.path}\n${lines.map((line) => `  ${line}\n`).join("")}`);
  }
  process.stdout.write(`${seen.files} files, ${seen.findings} findings; ${seen.different} files differ\n`);
  if (seen.unread > 0 || seen.files === 0) return 2;
  return seen.different === 0 ? 0 : 1;
}

const args = process.argv.slice(2);
process.exitCode = compare(
  args.filter((arg) => arg !== "--literal"),
  args.includes("--literal"),
);
