import type { SuppressedFinding } from "../../src/core/acceptance.ts";
import type { Finding, Location } from "../../src/core/finding.ts";
import type { RuleMeta } from "../../src/core/rule.ts";
import type { Problem } from "../../src/core/source.ts";
import type { RenderOptions, Reporter, ScanReport } from "../../src/core/stages.ts";

/** A masked value as the findings stage would write it: a known prefix and stars. */
export const MASKED_TOKEN = `ghp_${"*".repeat(16)}`;

export const TOKEN_RULE: RuleMeta = {
  id: "github/personal-access-token",
  title: "GitHub personal access token",
  why: "Whoever holds this token acts as its owner: reads private repositories, pushes code and, with the scope for it, changes workflows that deploy.",
  fix: "Read the token from the environment or a secret store, and give the job a short-lived one where the platform offers it.",
  revoke:
    "Delete the token under Settings, Developer settings, Personal access tokens, then look through the audit log for its use.",
  severity: "critical",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  references: ["https://docs.github.com/en/authentication/keeping-your-account-and-data-secure"],
  practices: ["P1", "P9"],
  cwe: [798, 312],
};

export const PASSWORD_RULE: RuleMeta = {
  id: "generic/hard-coded-password",
  title: "Hard-coded password",
  why: "A password in code is known to everybody who ever saw the repository, and stays in its history.",
  fix: "Read it from the environment or a secret store at run time.",
  revoke: "Change the password where it is used.",
  severity: "high",
  confidence: "medium",
  preset: "recommended",
  since: "0.1.0",
  references: [],
  practices: ["P1"],
  cwe: [259],
};

export const ECHO_RULE: RuleMeta = {
  id: "logs/secret-echo",
  title: "Secret printed to the log",
  why: "Logs are read by more people than secrets are, and the platform masks exact values only.",
  fix: "Print whether the secret is set, never the secret.",
  on: {
    "github-actions": { fix: "What is derived from it is masked with `::add-mask::` first." },
    "gitlab-ci": {
      why: "Only what is set to be masked is.",
      fix: "Store what is derived from it as a masked variable.",
    },
  },
  severity: "high",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  references: ["https://docs.github.com/en/actions/concepts/security/secrets"],
  practices: ["P13"],
  cwe: [532],
};

export const OWNER_RULE: RuleMeta = {
  id: "inventory/missing-owner",
  title: "Secret without an owner",
  why: "Nobody rotates or revokes what nobody owns.",
  fix: "Name a team or a person under `owner`.",
  severity: "low",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  references: [],
  practices: ["P2"],
  cwe: [],
};

const RULES: readonly RuleMeta[] = [PASSWORD_RULE, TOKEN_RULE, OWNER_RULE, ECHO_RULE];

/** A location in one line, from and to columns in UTF-16 code units. */
function locationAt(path: string, line: number, from: number, to: number): Location {
  return { unit: path, path, start: { line, column: from }, end: { line, column: to } };
}

/** A finding whose preview is `before`, `marked` and `after`, marked in the middle; the rest as a token rule has it. */
export function findingOf(
  path: string,
  line: number,
  [before, marked, after]: readonly [string, string, string],
  changes: Partial<Finding> = {},
): Finding {
  const column = before.length + 1;
  return {
    ruleId: TOKEN_RULE.id,
    severity: "critical",
    confidence: "high",
    reasons: ["its checksum is right", "it is assigned to `token`"],
    message: "A GitHub personal access token is written out here.",
    location: locationAt(path, line, column, column + marked.length),
    origin: { kind: "file" },
    related: [],
    preview: { text: before + marked + after, mark: { start: before.length, length: marked.length } },
    fingerprint: { identity: `identity-${path}-${line}`, place: `place-${path}-${line}` },
    ...changes,
  };
}

/** Without colours and prefix, with problems, on a fixed day. */
export const RENDER_OPTIONS: RenderOptions = {
  colors: false,
  pathPrefix: "",
  listProblems: true,
  endedAt: Date.UTC(2026, 10, 30, 12, 0, 1),
};

/** The whole output of a reporter, without colours, prefix or problems beside it, as far as nothing else is asked for. */
export function renderReport(reporter: Reporter, report: ScanReport, changes: Partial<RenderOptions> = {}): string {
  return [...reporter.render(report, { ...RENDER_OPTIONS, ...changes })].join("");
}

/** A report of nothing found, with changes. */
export function reportOf(changes: Partial<ScanReport> = {}): ScanReport {
  return {
    tool: { name: "sealint", version: "0.1.0" },
    rules: RULES,
    findings: [],
    suppressed: [],
    problems: [],
    counts: {
      files: 1204,
      bytes: 18_234_567,
      pipelines: 0,
      references: 0,
      binary: 0,
      links: 0,
      special: 0,
      excluded: 0,
    },
    duration: 412,
    failOn: "medium",
    ...changes,
  };
}

const PASSWORDS = Array.from({ length: 13 }, (_, index) =>
  findingOf(`config/region-${index + 1}.ini`, 4 + index, ["db_password = ", "********", ""], {
    ruleId: PASSWORD_RULE.id,
    severity: index === 12 ? "medium" : "high",
    confidence: "medium",
    reasons: ["its name says password", "it looks random for its length"],
    message: "`db_password` holds a password.",
  }),
);

const TOKENS = [
  findingOf("docs/日本語 notes.md", 7, ["\t令牌 = \u202e", MASKED_TOKEN, "\u001b[2J"]),
  findingOf("src/deploy.ts", 12, ['  const token = "', MASKED_TOKEN, '";'], {
    related: [{ location: locationAt("src/old.ts", 3, 1, 40), message: "The same value is written out here." }],
  }),
  findingOf("src/deploy.ts", 1204, ["", "-----BEGIN PRIVATE KEY----- (masked)", ""], {
    message: "A private key is written out here.",
    confidence: "medium",
    reasons: ["the armour is complete", "the file is a test"],
    location: {
      unit: "src/deploy.ts",
      path: "src/deploy.ts",
      start: { line: 1204, column: 1 },
      end: { line: 1231, column: 27 },
    },
    origin: { kind: "commit", sha: "0123456789abcdef".repeat(2), author: "Ada", date: "2026-03-01" },
  }),
];

const ECHO = findingOf(".github/workflows/deploy.yml", 21, ["        run: ", 'echo "$DEPLOY_TOKEN"', ""], {
  ruleId: ECHO_RULE.id,
  platform: "github-actions",
  severity: "high",
  reasons: [],
  isSetting: true,
  message:
    "`DEPLOY_TOKEN` is printed by step `Deploy` of job `deploy`, which runs on `push` and `pull_request_target`.",
  related: [
    {
      location: locationAt(".github/workflows/deploy.yml", 18, 11, 50),
      message: "The secret enters the step's environment here.",
    },
  ],
});

const OWNER = findingOf(".sealint/inventory.yaml", 9, ["  - name: ", "DEPLOY_TOKEN", ""], {
  ruleId: OWNER_RULE.id,
  severity: "low",
  reasons: [],
  isSetting: true,
  message: "`DEPLOY_TOKEN` has no owner.",
});

const ACCEPTED: SuppressedFinding = {
  finding: findingOf("test/fixture.env", 2, ["TOKEN=", MASKED_TOKEN, ""]),
  suppression: {
    by: "inline",
    reason: "Made up for the tests.",
    until: "2027-06-30",
    location: locationAt("test/fixture.env", 1, 3, 70),
  },
};

const PROBLEMS: readonly Problem[] = [
  {
    level: "error",
    code: "unreadable",
    subject: "keys/prod.pem",
    message: "cannot be read: permission denied",
    hint: "Run as somebody who may read it, or leave it out with .gitignore.",
  },
  {
    level: "error",
    code: "broken-pipeline",
    subject: ".github/workflows/ci.yml",
    line: 14,
    column: 3,
    message: "is not valid YAML: a mapping is expected here",
    hint: "Mend the file; it was searched as text only.",
  },
  {
    level: "note",
    code: "malformed",
    subject: "chart/values.yaml",
    line: 2,
    message: "is a template, not plain YAML",
    hint: "It was searched as text.",
  },
];

/** The shared report that all golden files show: every rule, odd paths, origins, relations and problems. */
export function exampleReport(): ScanReport {
  const byPath = (a: Finding, b: Finding): number => (a.location.path < b.location.path ? -1 : 1);
  return reportOf({
    findings: [...PASSWORDS, ...TOKENS, ECHO, OWNER].sort(byPath),
    suppressed: [ACCEPTED],
    problems: PROBLEMS,
    counts: {
      files: 1204,
      bytes: 18_234_567,
      pipelines: 2,
      references: 7,
      binary: 14,
      links: 3,
      special: 1,
      excluded: 0,
    },
  });
}
