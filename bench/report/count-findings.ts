/** Scanners whose reports can be counted. */
export type ReportKind = "sealint" | "kingfisher" | "betterleaks" | "gitleaks" | "zizmor";

interface WithFindings {
  readonly findings: readonly unknown[];
}

/** Number of findings in a scanner's report in JSON. */
export function countFindings(kind: ReportKind, text: string): number {
  const report: unknown = JSON.parse(text);
  switch (kind) {
    case "sealint":
    case "kingfisher":
    case "betterleaks":
      return (report as WithFindings).findings.length;
    case "gitleaks":
    case "zizmor":
      return (report as readonly unknown[]).length;
  }
}
