import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Log } from "sarif";
import { ScanError } from "../../core/errors.ts";
import { SEVERITIES, type Severity } from "../../core/levels.ts";
import { systemWords } from "../../files/system-errors.ts";
import { readReport } from "../explain/read-report.ts";

/** Something that a gate has reported. */
export interface Reported {
  readonly identity: string;
  readonly severity: Severity;
  readonly place: string;
  /** Whether a comment, the configuration or a baseline accepts it. */
  readonly isAccepted: boolean;
}

/** What a gate's report says. */
export interface GateReport {
  readonly reported: readonly Reported[];
  /** Whether everything could be searched. */
  readonly isWhole: boolean;
  /** The level that failed the run, where the report says so. */
  readonly failOn?: Severity | "never";
}

/** Reads a report of sealint, as JSON or SARIF. Throws a ScanError that says what is wrong with it. */
export function readGateReport(file: string, cwd: string): GateReport {
  const sarif = sarifIn(file, cwd);
  return sarif === undefined ? ofJson(file, cwd) : ofSarif(file, sarif);
}

function sarifIn(file: string, cwd: string): Log | undefined {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    const hint = "Fetch the report that the gate wrote; `--format sarif=FILE` writes one.";
    throw new ScanError(`${file} cannot be read: ${systemWords(error)}`, hint, { cause: error });
  }
  try {
    const data = JSON.parse(text) as Partial<Log> | null;
    return Array.isArray(data?.runs) ? (data as Log) : undefined;
  } catch {
    // The other reader says what is wrong with it.
    return undefined;
  }
}

function ofJson(file: string, cwd: string): GateReport {
  const { findings, suppressed, summary } = readReport(file, cwd);
  const reportedOf =
    (isAccepted: boolean) =>
    ({ fingerprint, severity, location }: (typeof findings)[number]): Reported => ({
      identity: fingerprint.identity,
      severity,
      place: `${location.path}:${location.start.line}`,
      isAccepted,
    });
  return {
    reported: [...findings.map(reportedOf(false)), ...suppressed.map(({ finding }) => finding).map(reportedOf(true))],
    isWhole: summary.errors === 0,
    failOn: summary.failOn,
  };
}

function ofSarif(file: string, { runs }: Log): GateReport {
  const own = runs.filter(({ tool }) => tool.driver.name === "sealint");
  if (own.length === 0)
    throw new ScanError(
      `${file} is no report of sealint`,
      "Fetch the one that the gate wrote with `--format sarif=FILE`.",
    );
  const reported = own.flatMap(({ results = [] }) =>
    results.flatMap(({ partialFingerprints, properties, locations, suppressions = [] }): Reported[] => {
      const identity = partialFingerprints?.["sealint/identity/v1"];
      const severity = SEVERITIES.find((level) => level === properties?.["severity"]);
      if (identity === undefined || severity === undefined) return [];
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      const place = `${artifactLocation?.uri ?? file}:${region?.startLine ?? 1}`;
      return [{ identity, severity, place, isAccepted: suppressions.length > 0 }];
    }),
  );
  const isWhole = own.every(({ invocations = [] }) => invocations.every((one) => one.executionSuccessful));
  return { reported, isWhole };
}
