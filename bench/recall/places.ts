/** Scanners whose reports can be read for places. */
export type Scanner = "sealint" | "kingfisher" | "betterleaks" | "gitleaks" | "detect-secrets";

/** Where a finding lies; `path` as the scanner gives it, lines from 1. */
export interface FoundPlace {
  readonly path: string;
  readonly line: number;
  readonly end: number;
}

interface Located {
  readonly location: {
    readonly path: string;
    readonly start: { readonly line: number };
    readonly end: { readonly line: number };
  };
}
interface Kingfisher {
  readonly finding: { readonly path: string; readonly line: number; readonly snippet: string };
}
interface Betterleaks {
  readonly location: { readonly path: string; readonly start_line: number; readonly end_line: number };
}
interface Gitleaks {
  readonly File: string;
  readonly StartLine: number;
  readonly EndLine: number;
}
type DetectSecrets = Readonly<Record<string, readonly { readonly line_number: number }[]>>;

/** Places of the findings in a scanner's report in JSON. */
const READ: Readonly<Record<Scanner, (report: never) => FoundPlace[]>> = {
  sealint: ({ findings }: { findings: Located[] }) =>
    findings.map(({ location: { path, start, end } }) => ({ path, line: start.line, end: end.line })),
  kingfisher: ({ findings }: { findings: Kingfisher[] }) =>
    findings.map(({ finding: { path, line, snippet } }) => {
      // It tells where a finding begins, and shows what it found.
      return { path, line, end: line + snippet.split("\n").length - 1 };
    }),
  betterleaks: ({ findings }: { findings: Betterleaks[] }) =>
    findings.map(({ location: { path, start_line: line, end_line: end } }) => ({ path, line, end })),
  gitleaks: (findings: Gitleaks[]) =>
    findings.map(({ File: path, StartLine: line, EndLine: end }) => ({ path, line, end })),
  "detect-secrets": ({ results }: { results: DetectSecrets }) =>
    Object.entries(results).flatMap(([path, found]) =>
      found.map(({ line_number: line }) => ({ path, line, end: line })),
    ),
};

export const placesIn = (scanner: Scanner, text: string): FoundPlace[] => READ[scanner](JSON.parse(text) as never);
