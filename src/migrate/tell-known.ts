import type { KnownFindings, Part } from "./imported.ts";

/** What came of an entry: how many findings it accepts, or why none. */
export interface KnownOutcome {
  readonly known: KnownFindings;
  readonly outcome: number | "nothing" | "another value" | "several";
}

/** Tells what came of entries: hundreds that came out alike in one line, what is left one by one. */
export function tellKnown(outcomes: readonly KnownOutcome[]): readonly Part[] {
  const entries = outcomes.filter(({ known }) => known.where !== "everywhere");
  const tests = outcomes.filter(({ known }) => known.where === "everywhere");
  const byFile = Map.groupBy(entries, ({ known }) => fileOf(known));
  return [...[...byFile].flatMap(([file, some]) => tellFile(file, some)), ...tests.map(tellTest)];
}

const fileOf = ({ from }: KnownFindings): string => /^[^:]*/.exec(from)?.[0] ?? from;

function tellFile(file: string, entries: readonly KnownOutcome[]): readonly Part[] {
  const hits = entries.filter(({ outcome }) => typeof outcome === "number");
  const idle = entries.filter(({ outcome }) => outcome === "nothing");
  const listed = hits.filter(({ known }) => known.isBaseline === true);
  const decided = hits.filter(({ known }) => known.isBaseline !== true);
  return [
    ...counted(file, decided, "found here, too, and accepted by fingerprint: `allow`"),
    ...counted(file, listed, "found here, too, and written into the baseline"),
    ...counted(file, idle, "nothing to do: sealint, as it is set up now, finds nothing there"),
    ...entries.flatMap(tellLeft),
    ...tellTogether(
      hits.filter(({ known }) => known.isReal === true),
      file,
      "marked as real secrets, and accepted because they were",
      "Revoke them, then delete their entries.",
    ),
    ...tellTogether(
      hits.filter(({ known }) => known.isFromCommit === true),
      file,
      "written for a line in a commit, and taken for what is found on that line today",
      "Look whether it is still the same, before you commit.",
    ),
  ];
}

/** Tells of entries that came to the same, by the files in which they stand. */
export function countKnown(known: readonly KnownFindings[], note: string): readonly Part[] {
  return [...Map.groupBy(known, fileOf)].flatMap(([file, some]) => counted(file, some, note));
}

function counted(file: string, { length }: readonly unknown[], note: string): Part[] {
  const at = `${file}: ${length} accepted ${length === 1 ? "finding" : "findings"}`;
  return length === 0 ? [] : [{ fate: "carried", at, note }];
}

const LEFT = {
  "another value": [
    "something is found there, but with another value, so that it is reported",
    "Look at what is found there, and accept it with `sealint-ignore` or `allow` if it may be.",
  ],
  several: [
    "several things are found there, and which one was meant is not told",
    "Look at what is found there, and accept with `sealint-ignore` or `allow` what may be.",
  ],
} as const;

function tellLeft({ known, outcome }: KnownOutcome): Part[] {
  if (typeof outcome === "number" || outcome === "nothing") return [];
  const [note, todo] = LEFT[outcome];
  return [{ fate: "left", at: known.from, note, todo }];
}

function tellTogether(outcomes: readonly KnownOutcome[], file: string, note: string, todo: string): Part[] {
  if (outcomes.length === 0) return [];
  const places = outcomes.map(({ known }) => known.from.slice(file.length + 1).trim()).join(", ");
  return [{ fate: "partly", at: `${file}: ${places}`, note, todo }];
}

function tellTest({ known, outcome }: KnownOutcome): Part {
  const count = typeof outcome === "number" ? outcome : 0;
  const found =
    count === 0
      ? "nothing today"
      : `${count === 1 ? "one finding" : `${count} findings`}, accepted by fingerprint under \`allow\``;
  const note = `the configuration holds no patterns of values; it fits ${found}; later ones are reported`;
  return { fate: "partly", at: known.from, note };
}
