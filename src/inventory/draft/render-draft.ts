import type { DraftEntry } from "./draft-entries.ts";

/** How a draft marks what only people know. */
const MARK = "# TODO";

/** What an inventory is drafted for. */
export interface Draft {
  readonly entries: readonly DraftEntry[];
  /** Environments that jobs name. */
  readonly environments: readonly string[];
}

/** A whole manifest. */
export function renderManifest({ entries, environments }: Draft): string {
  return [
    "# The secrets of this repository: names, owners and dates, and never a value.",
    "# Drafted by `sealint inventory init` from what the pipelines use. Only people know what stands behind TODO: fill it in,",
    "# and take the mark away; `sealint inventory check` says what is still missing.",
    "version: 1",
    "",
    "defaults:",
    "  warnBefore: 30d",
    `  ${MARK} what is the same for all secrets, such as:`,
    "  # governance: { request: [developers], approve: [security], read: [ci] }",
    "  # rotation: { every: 90d, method: manual, overlap: 24h }",
    "  # review: { every: 90d }",
    "  # policy: docs/secrets.md",
    "",
    ...environmentLines(environments),
    ...(entries.length === 0
      ? ["# No pipeline uses a secret that people have made.", "secrets: []"]
      : ["secrets:", ...renderEntries(entries, "  ")]),
    "",
  ].join("\n");
}

function environmentLines(environments: readonly string[]): string[] {
  if (environments.length === 0) return [];
  return [
    `${MARK} \`{ protected: true }\` where the platform asks for an approval`,
    "environments:",
    ...environments.map((name) => `  ${scalar(name)}: {}`),
    "",
  ];
}

/** The items of entries, each line behind an indentation. */
export function renderEntries(entries: readonly DraftEntry[], indent: string): string[] {
  return entries.flatMap((entry) =>
    linesOf(entry).map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`),
  );
}

const REVIEW = `${MARK} review: { last: DAY } # on which somebody looked through it; today, if that is done now`;

/** Whatever is stored and opens something ends, is replaced and can be revoked. */
const LIFE = [
  `${MARK} expires: its last day, such as 2027-06-30, or ttl: 1h where it is issued for each run`,
  `${MARK} rotation: { every: 90d, last: DAY, method: manual, overlap: 24h }`,
  REVIEW,
  `${MARK} revoke: path of a runbook, link or command`,
];

/** What is asked of kinds that are never stored, or open nothing. */
const LIFE_OF: Readonly<Record<string, readonly string[]>> = { oidc: [REVIEW], identifier: [] };

function linesOf(entry: DraftEntry): string[] {
  const { name, kind, owner, store, environment, services, likelyServices, consumers, created } = entry;
  const likely = likelyServices.length === 0 ? "[HOST]" : list(likelyServices);
  return [
    `name: ${scalar(name)}`,
    kind === undefined
      ? `${MARK} kind: token, password, static-key, certificate, ssh-key, signing-key or identifier`
      : `kind: ${kind}`,
    owner === undefined ? `${MARK} owner: team that may replace it` : `owner: ${scalar(owner)} # by CODEOWNERS`,
    `${MARK} purpose: what it is for`,
    store === undefined ? `${MARK} store: where it is kept, such as vault:kv/NAME` : `store: ${scalar(store)}`,
    ...(environment === undefined ? [] : [`environment: ${scalar(environment)}`]),
    services.length === 0 ? `${MARK} services: ${likely}` : `services: ${list(services)}`,
    ...consumerLines(consumers),
    ...(created === undefined ? [] : [`created: ${created} # first used then`]),
    ...(LIFE_OF[kind ?? ""] ?? LIFE),
  ];
}

function consumerLines(consumers: readonly string[]): string[] {
  const [first = "", ...others] = consumers;
  if (others.length === 0) return [`consumers: [${scalar(first)}]`];
  return ["consumers:", ...consumers.map((consumer) => `  - ${scalar(consumer)}`)];
}

const list = (items: readonly string[]): string => `[${items.map(scalar).join(", ")}]`;

/** A text as YAML takes it for nothing but a text. */
function scalar(text: string): string {
  const isPlain =
    /^[A-Za-z][\w./-]*(?:[:#][\w./-]+)*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
