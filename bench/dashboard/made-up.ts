import type { Finding } from "../../src/core/finding.ts";
import { SEVERITIES, type Severity } from "../../src/core/levels.ts";
import { PRACTICES } from "../../src/core/practices.ts";
import type { RuleMeta } from "../../src/core/rule.ts";
import type { OverviewUse, SecretOverview } from "../../src/core/secret-overview.ts";
import type { Trend, TrendRun } from "../../src/core/trend.ts";
import type { DashboardInput, KnownRule, LooksAt } from "../../src/dashboard/input.ts";

/** The day that made-up data is seen from. */
const AS_OF = "2026-11-30";

/** What a made-up page is to hold. */
export interface Size {
  readonly secrets: number;
  readonly findings: number;
  readonly runs: number;
}

type Pick = <Item>(from: readonly Item[]) => Item;

/** The same choices on every machine. */
function chooser(seed: number): { readonly below: (end: number) => number; readonly pick: Pick } {
  let state = seed;
  const below = (end: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % end;
  };
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}

const OWNERS = ["team-platform", "team-payments", "team-web", "team-data", "team-mobile", "team-security"];
const ENVIRONMENTS = ["production", "staging", "review", ""];
const SUBJECTS = ["DEPLOY", "REGISTRY", "NPM", "STRIPE", "MAIL", "SEARCH", "BILLING", "METRICS", "BACKUP", "SIGNING"];
const KINDS = ["TOKEN", "KEY", "PASSWORD", "CERTIFICATE"];
const RULES: readonly [
  id: string,
  title: string,
  severity: Severity,
  practices: readonly string[],
  looksAt: LooksAt,
][] = [
  ["github/token", "GitHub token", "critical", ["P1", "P5", "P9", "P27"], "files"],
  ["generic/assigned-secret", "Password or key written out", "high", ["P1", "P27"], "files"],
  ["unpinned/unpinned-action-with-secret", "Unpinned action that receives a secret", "high", ["P5"], "pipelines"],
  ["logs/secret-echo", "Secret printed to the log", "high", ["P13"], "pipelines"],
  ["scope/missing-permissions", "Workflow that does not say what its token may do", "medium", ["P5"], "pipelines"],
  ["expiry/rotation-overdue", "Rotation that is overdue", "medium", ["P7", "P20"], "inventory"],
  ["inventory/missing-owner", "Secret without an owner", "low", ["P2"], "inventory"],
  ["inventory/review-overdue", "Review that is overdue", "low", ["P16", "P21"], "inventory"],
];
/** Rules that find nothing in it, for practices that hold. */
const QUIET: readonly [id: string, practices: readonly string[], looksAt: LooksAt][] = PRACTICES.filter(
  ({ id }) => !["P1", "P2", "P5", "P7", "P9", "P11", "P13", "P16", "P20", "P21", "P23", "P27"].includes(id),
).map(({ id }) => [`made-up/checks-${id.toLowerCase()}`, [id], "pipelines"]);

/** Input of a page about a made-up company, of any size. */
export function madeUp({ secrets: count, findings: found, runs }: Size): DashboardInput {
  const { below, pick } = chooser(count + found);
  const day = (from: number, to: number): string => dayAt(from + below(to - from));
  const secrets = Array.from({ length: count }, (_, index): SecretOverview => {
    const [owner, environment] = [pick(OWNERS), pick(ENVIRONMENTS)];
    const number = index < 40 ? "" : `_${index}`;
    const isDeclared = below(14) > 0;
    const name = `${SUBJECTS[index % SUBJECTS.length]}_${KINDS[Math.floor(index / SUBJECTS.length) % KINDS.length]}${number}`;
    const uses = Array.from({ length: 1 + below(3) }, () => useOf(name, pick, below));
    const environments = environment === "" ? [] : [environment];
    if (!isDeclared) return { name, environments, services: [], isRevoked: false, due: [], uses, inStores: [] };
    const due = [
      { kind: "expiry" as const, day: day(below(16) === 0 ? -40 : 10, 400) },
      { kind: "rotation" as const, day: day(below(9) === 0 ? -30 : 5, 120) },
      { kind: "review" as const, day: day(below(9) === 0 ? -50 : 8, 150) },
    ].sort((a, b) => (a.day < b.day ? -1 : 1));
    return {
      name,
      environments,
      declared: { path: ".sealint/inventory.yaml", start: { line: 10 + index * 12, column: 11 } },
      ...(below(12) === 0 ? {} : { owner }),
      purpose: `Lets the ${environment === "" ? "shop" : environment} pipeline reach ${name.toLowerCase().replaceAll("_", " ")}.`,
      kind: pick(["token", "static-key", "password", "certificate"]),
      store: `vault:kv/${environment || "shared"}/shop#${name.toLowerCase()}`,
      services: [pick(["ghcr.io", "npm", "aws", "stripe", "mail.shop.example"])],
      revoke: "docs/runbooks/rotate.md",
      contact: `oncall-${owner.slice(5)}`,
      policy: `vault/${owner}.hcl`,
      created: day(-900, -20),
      rotated: day(-100, 0),
      reviewed: day(-100, 0),
      rotationEvery: "90d",
      rotationMethod: pick(["auto", "manual"]),
      inStores: [`${environment || "shared"} of Vault (changed ${day(-100, 0)})`],
      isRevoked: below(40) === 0,
      due,
      uses,
    };
  });
  const findings = Array.from({ length: found }, (_, index) => findingOf(index, secrets, pick, below));
  const known: KnownRule[] = [
    ...RULES.map(([id, title, , practices, looksAt]) => ({ meta: { id, title, practices }, looksAt })),
    ...QUIET.map(([id, practices, looksAt]) => ({ meta: { id, title: id, practices }, looksAt })),
    {
      meta: { id: "vault/hsm-required", title: "Sensitive key outside of hardware", practices: ["P23"] },
      looksAt: "inventory",
    },
  ];
  return {
    title: "corner-shop",
    asOf: AS_OF,
    report: {
      tool: { name: "sealint", version: "0.1.0" },
      rules: known.slice(0, -1).map(({ meta }, at) => ruleOf(meta, RULES[at]?.[2] ?? "medium")),
      findings,
      suppressed: [],
      problems: [],
      counts: {
        files: 1204,
        bytes: 18_234_567,
        pipelines: 41,
        references: count * 2,
        binary: 14,
        links: 3,
        special: 0,
        excluded: 2,
      },
      duration: 412,
      failOn: "medium",
    },
    rules: known,
    hasInventory: true,
    secrets,
    ownersOf: (path) => [OWNERS[path.length % OWNERS.length] ?? ""],
    ...(runs === 0 ? {} : { trend: trendOf(runs, findings, below) }),
  };
}

function dayAt(days: number): string {
  const date = new Date(`${AS_OF}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function useOf(name: string, pick: Pick, below: (end: number) => number): OverviewUse {
  const sinks = [
    { kind: "action", name: "actions/checkout", pinned: true, trusted: true, masked: true },
    { kind: "action", name: "corner-tools/upload-folder", pinned: false, trusted: false, masked: true },
    { kind: "argv", name: "kubectl", masked: true },
    { kind: "host", name: "registry.shop.example", masked: true },
    { kind: "log", name: "step log", masked: false },
  ] as const;
  return {
    platform: "github-actions",
    file: `.github/workflows/${pick(["deploy", "release", "nightly", "publish"])}.yml`,
    line: 10 + below(90),
    job: pick(["build", "deploy", "publish", "smoke-test"]),
    step: name,
    ends: Array.from({ length: below(3) }, () => pick(sinks)),
  };
}

function findingOf(
  index: number,
  secrets: readonly SecretOverview[],
  pick: Pick,
  below: (end: number) => number,
): Finding {
  const [id, title, severity, , looksAt] = RULES[
    Math.min(RULES.length - 1, below(RULES.length + 3))
  ] as (typeof RULES)[number];
  const entry = secrets[below(Math.max(1, secrets.length))]?.declared;
  const isInventory = looksAt === "inventory" && entry !== undefined;
  const path = isInventory
    ? entry.path
    : looksAt === "pipelines"
      ? ".github/workflows/deploy.yml"
      : `services/${pick(["web", "billing", "search"])}/config/region-${index % 97}.ini`;
  const start = { line: isInventory ? entry.start.line : 1 + below(200), column: 5 };
  return {
    ruleId: id,
    severity,
    confidence: "high",
    reasons: [],
    message: `${title}, made up for this page.`,
    location: { unit: path, path, start, end: { ...start, column: 20 } },
    origin: { kind: "file" },
    related: [],
    preview: { text: "****", mark: { start: 0, length: 4 } },
    fingerprint: { identity: `identity-${index}`, place: index.toString(16).padStart(32, "0") },
  };
}

const ruleOf = (meta: KnownRule["meta"], severity: Severity): RuleMeta => ({
  ...meta,
  why: "It matters.",
  fix: "Mend the file, as docs/rules tells.",
  severity,
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  references: [],
  cwe: [],
});

function trendOf(runs: number, findings: readonly Finding[], below: (end: number) => number): Trend {
  const scale = Math.max(1, findings.length / 40);
  const made = Array.from({ length: runs }, (_, index): TrendRun => {
    const left = runs - index;
    const counts = SEVERITIES.map((_severity, at) => Math.round((4 + at * 2 + left * 0.4 + below(3)) * scale));
    return {
      day: dayAt(-7 * left),
      findings: { low: counts[3] ?? 0, medium: counts[2] ?? 0, high: counts[1] ?? 0, critical: counts[0] ?? 0 },
      accepted: 3,
      declared: 20 + index,
      undeclared: Math.max(2, 14 - index),
      overdue: 4 + below(4),
      cleanPractices: 12 + Math.floor(index / 6),
      errors: 0,
    };
  });
  return {
    runs: made,
    firstSeen: new Map(
      findings.flatMap(({ fingerprint }, at) =>
        at % 9 === 0 ? [] : [[fingerprint.place, dayAt(-7 * (1 + (at % runs)))] as const],
      ),
    ),
    latest: new Set(findings.flatMap(({ fingerprint }, at) => (at % 9 === 0 ? [] : [fingerprint.place]))),
  };
}
