import { daysBetween } from "../core/days.ts";
import type { OverviewUse, SecretOverview } from "../core/secret-overview.ts";
import { BUCKETS, bucketOf } from "./due-buckets.ts";
import type { Health } from "./health.ts";
import type { DashboardInput } from "./input.ts";
import { daysUntil, STATES } from "./states.ts";
import { type Column, type Flow, type FlowJob, optionsOf, type Row, type Table } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { key: "name", label: "Secret", kind: "name", isMinor: false },
  { key: "state", label: "State", kind: "badge", isMinor: false },
  { key: "owner", label: "Owner", kind: "text", isMinor: false },
  { key: "environment", label: "Environment", kind: "text", isMinor: true },
  { key: "age", label: "Age", kind: "days", isMinor: true },
  { key: "rotated", label: "Rotated", kind: "day", isMinor: true },
  { key: "reviewed", label: "Reviewed", kind: "day", isMinor: true },
  { key: "next", label: "Next due", kind: "day", isMinor: false },
  { key: "jobs", label: "Jobs", kind: "number", isMinor: true },
];
const [STATE, OWNER, ENVIRONMENT, BUCKET] = [1, 2, 3, COLUMNS.length] as const;

const LABELS = [
  "Purpose",
  "Kind",
  "Kept in",
  "In the stores",
  "For services",
  "Created",
  "Expires",
  "Rotation",
  "How to revoke",
  "Contact",
  "Policy",
  "Declared",
] as const;

/** The table of secrets, what asks most first. */
export function secretTable(input: DashboardInput, health: Health, findingRow: ReadonlyMap<number, number>): Table {
  const rows = input.secrets
    .map((secret, index) => rowOf(secret, index, input, health, findingRow))
    .sort((a, b) => compare(a.cells[STATE], b.cells[STATE]) || compare(a.cells[0], b.cells[0]));
  const filter = (key: string, label: string, all: string, cell: number, known?: readonly string[]) => ({
    key,
    label,
    all,
    cell,
    options: optionsOf(rows, cell, known, cell === STATE ? STATES : []),
  });
  return {
    id: "secrets",
    noun: ["secret", "secrets"],
    columns: COLUMNS,
    badges: STATES.map(({ label, tone }) => ({ label, tone })),
    filters: [
      filter(
        "state",
        "State",
        "Any state",
        STATE,
        STATES.map(({ label }) => label),
      ),
      filter(
        "due",
        "Due",
        "Any time",
        BUCKET,
        BUCKETS.map(({ label }) => label),
      ),
      filter("owner", "Owner", "Any owner", OWNER),
      filter("environment", "Environment", "Any environment", ENVIRONMENT),
    ],
    labels: LABELS,
    rows,
  };
}

const compare = (a: string | number = "", b: string | number = ""): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a fragment calls a secret. */
export const keyOf = ({ name, environments }: SecretOverview): string =>
  environments.length === 0 ? name : `${name}@${environments.join("+")}`;

function rowOf(
  secret: SecretOverview,
  index: number,
  { asOf }: DashboardInput,
  { states, about }: Health,
  findingRow: ReadonlyMap<number, number>,
): Row {
  const { name, environments, owner = "", created, rotated = "", reviewed = "", due, uses } = secret;
  const [next] = due;
  const buckets = new Set(due.flatMap(({ day }) => bucketOf(daysUntil(day, asOf))?.label ?? []));
  const jobs = new Set(uses.map(({ file, job }) => `${file}\n${job}`)).size;
  const state = STATES.findIndex(({ id }) => id === states[index]);
  return {
    key: keyOf(secret),
    cells: [
      name,
      state,
      owner,
      environments.join(", "),
      created === undefined ? "" : daysBetween(created, asOf),
      rotated,
      reviewed,
      next === undefined ? "" : `${next.day} ${next.kind}`,
      jobs,
      [...buckets].join(", "),
    ],
    details: detailsOf(secret),
    ...(uses.length === 0 ? {} : { flow: flowOf(uses) }),
    others: (about[index]?.indices ?? []).flatMap((one) => findingRow.get(one) ?? []),
  };
}

function detailsOf(secret: SecretOverview): string[] {
  const { purpose, kind, store, services, created, expires, rotationEvery, rotationMethod } = secret;
  const rotation = [rotationEvery === undefined ? "" : `every ${rotationEvery}`, rotationMethod ?? ""];
  return [
    purpose ?? "",
    [kind ?? "", secret.class === undefined ? "" : `class ${secret.class}`].filter(Boolean).join(", "),
    store ?? "",
    secret.inStores.join("; "),
    services.join(", "),
    created ?? "",
    expires ?? "",
    rotation.filter(Boolean).join(", "),
    secret.revoke ?? "",
    secret.contact ?? "",
    secret.policy ?? "",
    secret.declared === undefined ? "" : `${secret.declared.path}:${secret.declared.start.line}`,
  ];
}

/** What ends a secret's way, in words: an `argv` is no word for people. */
const SINK_WORDS: Readonly<Record<OverviewUse["ends"][number]["kind"], string>> = {
  action: "action",
  image: "image",
  host: "host",
  log: "log",
  artefact: "artefact",
  cache: "cache",
  output: "output",
  argv: "command line of",
  file: "file",
  layer: "image layer",
  callee: "called pipeline",
};

function flowOf(uses: readonly OverviewUse[]): Flow {
  return [...Map.groupBy(uses, ({ file }) => file)].map(([file, ofFile]) => [
    file,
    ofFile[0]?.platform ?? "",
    [...Map.groupBy(ofFile, ({ job }) => job ?? "")].map(
      ([job, ofJob]): FlowJob => [
        job === "" ? "whole pipeline" : job,
        [
          ...new Map(
            ofJob
              .flatMap(({ ends }) => ends)
              .map((end) => {
                const notes = [
                  `${SINK_WORDS[end.kind]} ${end.name}`,
                  end.pinned === false && end.trusted !== true ? "not fixed to a commit" : "",
                  end.masked ? "" : "no longer hidden in the log",
                ];
                const name = notes.filter(Boolean).join(", ");
                return [name, [name, notes.slice(1).some(Boolean) ? 1 : 0] as const] as const;
              }),
          ).values(),
        ],
      ],
    ),
  ]);
}
