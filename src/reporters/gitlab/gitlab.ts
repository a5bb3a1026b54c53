import type { Finding } from "../../core/finding.ts";
import type { RenderOptions, Reporter, ScanReport } from "../../core/stages.ts";
import { renderObject } from "../json-text.ts";
import { plural } from "../plural.ts";
import { describeProblem } from "../text-problem.ts";
import { commitIn, vulnerabilityOf } from "./vulnerability.ts";

/** The last patch of the oldest minor version that every supported GitLab reads. */
const SCHEMA = "15.0.7";

/** A kind of report, by the names that GitLab gives it. */
interface Kind {
  readonly scan: "secret_detection" | "sast";
  readonly schema: string;
  /** Which findings it holds. */
  readonly holds: (finding: Finding) => boolean;
  /** What a location has besides file and lines. */
  readonly extra: (finding: Finding) => object;
  /** Where the other findings are. */
  readonly elsewhere: string;
}

/** A value has leaked; the others are about how pipelines, the inventory or sealint itself are set up. */
function hasLeaked({ ruleId, isSetting }: Finding): boolean {
  return isSetting !== true && !ruleId.startsWith("incident/");
}

const SECRETS: Kind = {
  scan: "secret_detection",
  schema: "secret-detection-report-format.json",
  holds: hasLeaked,
  extra: commitIn,
  elsewhere: "about pipelines and settings, which have leaked no value: `--format gitlab-sast` writes them",
};

const SETTINGS: Kind = {
  scan: "sast",
  schema: "sast-report-format.json",
  holds: (finding) => !hasLeaked(finding),
  extra: () => ({}),
  elsewhere: "of leaked values: `--format gitlab` writes them",
};

const scannerOf = ({ tool: { name, version } }: ScanReport): object => ({
  id: name,
  name,
  url: "https://www.npmjs.com/package/sealint",
  version,
  vendor: { name },
});

const messageLevel = { error: "warn", note: "info" } as const;

function* messagesOf({ findings, problems }: ScanReport, { holds, elsewhere }: Kind): Iterable<object> {
  for (const problem of problems) {
    yield { level: messageLevel[problem.level], value: describeProblem(problem, { pathPrefix: "" }) };
  }
  const others = findings.filter((finding) => !holds(finding)).length;
  if (others > 0) yield { level: "info", value: `Not in this report: ${plural(others, "finding")} ${elsewhere}.` };
}

/** Seconds, in UTC and without a zone, as the schema has it. */
const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19);

function gitlabReport(report: ScanReport, kind: Kind, { endedAt }: RenderOptions): object {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const scanner = scannerOf(report);
  return {
    version: SCHEMA,
    schema: `https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v${SCHEMA}/dist/${kind.schema}`,
    scan: {
      analyzer: scanner,
      scanner,
      type: kind.scan,
      start_time: timeOf(endedAt - report.duration),
      end_time: timeOf(endedAt),
      status: report.problems.some(({ level }) => level === "error") ? "failure" : "success",
      messages: [...messagesOf(report, kind)],
    },
    vulnerabilities: report.findings
      .filter(kind.holds)
      .map((finding) => vulnerabilityOf(finding, rules.get(finding.ruleId), kind.extra(finding))),
  };
}

const reporterOf = (name: string, kind: Kind): Reporter => ({
  name,
  *render(report, options) {
    yield* renderObject(gitlabReport(report, kind, options));
    yield "\n";
  },
});

/** GitLab's Secret Detection report: values that leaked. */
export const gitlabReporter = reporterOf("gitlab", SECRETS);

/** GitLab's SAST report: pipelines, the inventory and settings. GitLab reads each kind from a file of its own. */
export const gitlabSastReporter = reporterOf("gitlab-sast", SETTINGS);
