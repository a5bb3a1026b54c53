/** What a report in JSON says of a finding, as far as it matters here. */
export interface Reported {
  readonly ruleId: string;
  readonly location: { readonly path: string };
  readonly fix?: { readonly changes: readonly JsonChange[] };
}

interface JsonChange {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly insert: string;
}

/** What a SARIF log says of fixes. */
export interface Sarif {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly fixes?: readonly { readonly artifactChanges: readonly ArtifactChange[] }[];
    }[];
  }[];
}

interface ArtifactChange {
  readonly artifactLocation: { readonly uri: string };
  readonly replacements: readonly {
    readonly deletedRegion: {
      readonly startLine: number;
      readonly startColumn?: number;
      readonly endLine?: number;
      readonly endColumn?: number;
    };
    readonly insertedContent?: { readonly text: string };
  }[];
}

/** A replacement: lines and columns from 1, columns in UTF-16 code units, the end behind what goes. */
interface Replacement {
  readonly from: readonly [line: number, column: number];
  readonly to: readonly [line: number, column: number];
  readonly text: string;
}

/** Fixes by file, each a list of replacements that belong together. */
type Proposals = ReadonlyMap<string, readonly (readonly Replacement[])[]>;

export function proposalsOfJson(findings: readonly Reported[]): Proposals {
  const all = findings.flatMap(({ fix }) => {
    const [first] = fix?.changes ?? [];
    if (fix === undefined || first === undefined) return [];
    const replacements = fix.changes.map(
      ({ start, end, insert }): Replacement => ({
        from: [start.line, start.column],
        to: [end.line, end.column],
        text: insert,
      }),
    );
    return [{ path: first.path, replacements }];
  });
  return byPath(all);
}

export function proposalsOfSarif({ runs }: Sarif): Proposals {
  const changes = runs
    .flatMap(({ results = [] }) => results)
    .flatMap(({ fixes = [] }) => fixes)
    .flatMap(({ artifactChanges }) => artifactChanges);
  return byPath(
    changes.map(({ artifactLocation, replacements }) => ({
      path: decodeURIComponent(artifactLocation.uri),
      replacements: replacements.map(({ deletedRegion: region, insertedContent }): Replacement => {
        const { startLine, startColumn = 1, endLine = startLine, endColumn } = region;
        if (endColumn === undefined) throw new Error("a region without an end is not expected");
        return { from: [startLine, startColumn], to: [endLine, endColumn], text: insertedContent?.text ?? "" };
      }),
    })),
  );
}

const byPath = (all: readonly { readonly path: string; readonly replacements: readonly Replacement[] }[]): Proposals =>
  new Map([...Map.groupBy(all, ({ path }) => path)].map(([path, some]) => [path, some.map((one) => one.replacements)]));

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with all proposals that do not touch others made at once. */
export function withProposals(text: string, proposals: readonly (readonly Replacement[])[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offset = ([line, column]: Replacement["from"]): number => (starts[line - 1] ?? text.length) + column - 1;
  const chosen: Placed[] = [];
  for (const replacements of proposals) {
    const placed = replacements.map(({ from, to, text: insert }) => ({
      start: offset(from),
      end: offset(to),
      text: insert,
    }));
    const isFree = placed.every((one) => chosen.every((other) => isSame(one, other) || !touches(one, other)));
    if (isFree) chosen.push(...placed.filter((one) => !chosen.some((other) => isSame(one, other))));
  }
  return chosen
    .toSorted((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: insert }) => all.slice(0, start) + insert + all.slice(end), text);
}

const isSame = (a: Placed, b: Placed): boolean => a.start === b.start && a.end === b.end && a.text === b.text;

const touches = (a: Placed, b: Placed): boolean => a.start === b.start || (a.start < b.end && b.start < a.end);
