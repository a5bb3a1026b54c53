import { CONFIDENCES, type Confidence, PRESETS, type Preset, SEVERITIES, type Severity } from "../core/levels.ts";
import { DETECTORS, type RuleMeta, type SecretRule } from "../core/rule.ts";

/**
 * What a start reads of all rules, in columns: who they are, when they run and how far their matches reach. Everything else
 * lies in a file of records, a JSON text a line, from which a scan reads those of the rules that it meets.
 */
export interface RulesIndex {
  readonly secrets: SecretColumns;
  readonly policies: MetaColumns;
  readonly inventory: MetaColumns;
}

export interface MetaColumns {
  readonly id: readonly string[];
  readonly preset: readonly number[];
  readonly severity: readonly number[];
  readonly confidence: readonly number[];
  /** Bytes in front of each record in its file, and at the end those up to the end of the last one. */
  readonly starts: readonly number[];
}

export interface SecretColumns extends MetaColumns {
  readonly detector: readonly number[];
  readonly reach: readonly number[];
  readonly least: readonly number[];
  readonly prefix: readonly string[];
}

/** Rules as records, with the columns that find them. */
export interface Listed<Columns extends MetaColumns> {
  readonly records: string;
  readonly columns: Columns;
}

const START = "[\n";
const BETWEEN = ",\n";

/** Lists rules: the file of records is JSON, an array of them. */
export function listMetas(rules: readonly RuleMeta[]): Listed<MetaColumns> {
  const texts = rules.map((rule) => JSON.stringify(rule));
  let at = START.length;
  const starts = texts.map((text) => {
    const start = at;
    at += Buffer.byteLength(text) + BETWEEN.length;
    return start;
  });
  return {
    records: `${START}${texts.join(BETWEEN)}\n]\n`,
    columns: {
      id: rules.map(({ id }) => id),
      preset: rules.map(({ preset }) => PRESETS.indexOf(preset)),
      severity: rules.map(({ severity }) => SEVERITIES.indexOf(severity)),
      confidence: rules.map(({ confidence }) => CONFIDENCES.indexOf(confidence)),
      starts: [...starts, at],
    },
  };
}

export function listSecrets(rules: readonly SecretRule[]): Listed<SecretColumns> {
  const { records, columns } = listMetas(rules);
  return {
    records,
    columns: {
      ...columns,
      detector: rules.map(({ detector }) => (DETECTORS as readonly string[]).indexOf(detector)),
      reach: rules.map(({ reach }) => reach),
      least: rules.map(({ least }) => least),
      prefix: rules.map(({ prefix }) => prefix),
    },
  };
}

/** Where a record lies in its file: the bytes of its JSON text. */
export function recordSpan({ starts }: MetaColumns, index: number): { readonly start: number; readonly end: number } {
  return { start: starts[index] ?? 0, end: (starts[index + 1] ?? 0) - BETWEEN.length };
}

export const presetAt = ({ preset }: MetaColumns, index: number): Preset =>
  PRESETS[preset[index] ?? 0] ?? "recommended";

export const severityAt = ({ severity }: MetaColumns, index: number): Severity =>
  SEVERITIES[severity[index] ?? 0] ?? "low";

export const confidenceAt = ({ confidence }: MetaColumns, index: number): Confidence =>
  CONFIDENCES[confidence[index] ?? 0] ?? "low";
