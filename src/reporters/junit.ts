import type { Finding } from "../core/finding.ts";
import { shownPath } from "../core/member-path.ts";
import type { Problem } from "../core/source.ts";
import type { Reporter, ScanReport } from "../core/stages.ts";
import { escapeMarkup } from "./escape-markup.ts";
import { confidenceOf, placeAndOrigin } from "./finding-words.ts";
import { groupFindings, type RuleGroup } from "./group-findings.ts";
import { plural } from "./plural.ts";
import { type Advice, adviceOf, platformsOf, whyOf } from "./rule-words.ts";
import { describeProblem } from "./text-problem.ts";

type Attributes = Readonly<Record<string, string | number>>;

function openTag(name: string, attributes: Attributes): string {
  return `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`)
    .join("")}`;
}

/** What went wrong in a test case, in lines. */
interface Fault {
  readonly element: "failure" | "error";
  readonly attributes: Attributes;
  readonly lines: readonly string[];
}

function* testCase(attributes: Attributes, fault?: Fault): Iterable<string> {
  const tag = openTag("testcase", { ...attributes, time: "0" });
  if (fault === undefined) return yield `    ${tag}/>\n`;
  yield `    ${tag}>\n      ${openTag(fault.element, fault.attributes)}>`;
  yield `${fault.lines.map(escapeMarkup).join("\n")}</${fault.element}>\n    </testcase>\n`;
}

interface Suite {
  readonly name: string;
  readonly failures: number;
  readonly errors: number;
  readonly cases: Iterable<string>;
  readonly tests: number;
}

function* renderSuite({ name, tests, failures, errors, cases }: Suite): Iterable<string> {
  yield `  ${openTag("testsuite", { name, tests, failures, errors, skipped: 0, time: "0" })}>\n`;
  yield* cases;
  yield "  </testsuite>\n";
}

const labelled = ({ label, lines: [first = "", ...rest] }: Advice): string[] => [`${label}: ${first}`, ...rest];

function failureOf(finding: Finding, { rule }: RuleGroup): Fault {
  const { severity, message, related } = finding;
  const about = platformsOf([finding]);
  const lines = [
    placeAndOrigin(finding),
    message,
    confidenceOf(finding),
    ...related.map((other) => `See also ${shownPath(other.location)}:${other.location.start.line}: ${other.message}`),
    ...(rule === undefined ? [] : [...whyOf(rule, about), ...adviceOf(rule, about).flatMap(labelled)]),
  ];
  return { element: "failure", attributes: { message: `${severity}: ${message}`, type: severity }, lines };
}

/** Readers take what is in front of the last dot for a package: rules of one group come together. */
const classOf = (ruleId: string): string => ruleId.replaceAll("/", ".");

function ruleSuite(group: RuleGroup): Suite {
  const { ruleId, findings } = group;
  const classname = classOf(ruleId);
  return {
    name: ruleId,
    tests: findings.length,
    failures: findings.length,
    errors: 0,
    cases: findings.flatMap((finding) => [
      ...testCase({ name: placeAndOrigin(finding), classname, file: finding.location.path }, failureOf(finding, group)),
    ]),
  };
}

/** What kept something from being searched: no test has failed there, none could be run. */
function problemSuite(errors: readonly Problem[]): Suite {
  return {
    name: "sealint",
    tests: errors.length,
    failures: 0,
    errors: errors.length,
    cases: errors.flatMap((problem) => {
      const text = describeProblem(problem, { pathPrefix: "" });
      return [
        ...testCase(
          { name: text, classname: "sealint.search" },
          { element: "error", attributes: { message: text, type: problem.code }, lines: [text] },
        ),
      ];
    }),
  };
}

/** Some readers fail on a report without tests. */
function cleanSuite({ counts: { files } }: ScanReport): Suite {
  const name = files === 0 ? "no file was searched" : `no findings in ${plural(files, "file")}`;
  return { name: "sealint", tests: 1, failures: 0, errors: 0, cases: testCase({ name, classname: "sealint.search" }) };
}

/** The report for what shows tests (Jenkins, Azure, CircleCI, Buildkite, GitLab): JUnit's XML, a finding a failing test case. */
export const junitReporter: Reporter = {
  name: "junit",
  *render(report) {
    const errors = report.problems.filter(({ level }) => level === "error");
    const suites = groupFindings(report).map(ruleSuite);
    if (errors.length > 0) suites.push(problemSuite(errors));
    if (suites.length === 0) suites.push(cleanSuite(report));
    const total = (of: (suite: Suite) => number): number => suites.reduce((sum, suite) => sum + of(suite), 0);
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `${openTag("testsuites", {
      name: report.tool.name,
      tests: total(({ tests }) => tests),
      failures: total(({ failures }) => failures),
      errors: errors.length,
      time: (report.duration / 1000).toFixed(3),
    })}>\n`;
    for (const suite of suites) yield* renderSuite(suite);
    yield "</testsuites>\n";
  },
};
