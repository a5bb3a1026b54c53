import { chainOf } from "../../core/decoded-words.ts";
import type { Finding, JudgedScore } from "../../core/finding.ts";
import { CONFIDENCES } from "../../core/levels.ts";
import { CONFIDENCE_LEVELS } from "../../engine/confidence-levels.ts";
import { describeOrigin } from "../../reporters/describe-origin.ts";
import { excerptOf } from "../../reporters/excerpt.ts";
import { placeOf } from "../../reporters/finding-words.ts";
import { printable } from "../../reporters/printable.ts";
import { adviceOf, platformsOf, whyOf } from "../../reporters/rule-words.ts";
import type { TextStyle } from "../../reporters/text-style.ts";
import { wrapWords } from "../../reporters/width.ts";
import type { Sought } from "./find-print.ts";

const WIDTH = 100;
const INDENT = "  ";
/** Columns of a weight: `+12.34`. */
const WEIGHT_WIDTH = 6;
/** A weight that says nothing either way. */
const NEXT_TO_NOTHING = 0.005;

const HOW_DECODED =
  "The place is that of the encoded text. Encoding hides nothing: whoever reads the file reads the value.";

/** All about one finding: where it is, what its confidence rests on, what speaks against it, and what to do. */
export function* explainFinding(sought: Sought, style: TextStyle, pathPrefix: string): Iterable<string> {
  const { finding, rule, others, accepted } = sought;
  const { ruleId, severity, confidence } = finding;
  const paint = style.severity[severity];
  yield `${paint(`${severity}:`)} ${style.title(printable(rule?.title ?? ruleId))} ${style.quiet(`[${printable(ruleId)}]`)}`;
  yield* placeLines(finding, style, pathPrefix);
  const { decoded } = finding.location;
  if (decoded !== undefined) yield* section("Decoded from", [chainOf(decoded), HOW_DECODED], style);
  const { identity, place } = finding.fingerprint;
  yield* section("Fingerprints", [`identity ${identity}`, `place    ${place}`], style);
  if (others.length > 0)
    yield* section(
      "The same secret",
      others.map((other) => linkOf(other, pathPrefix)),
      style,
    );
  if (accepted !== undefined) yield* section("Accepted", [acceptance(accepted)], style);
  yield* section(`Confidence: ${confidence}`, [...confidenceLines(finding)], style);
  const lowering = loweringReasons(finding);
  if (finding.judged !== undefined)
    yield* section("What lowers it", lowering.length === 0 ? ["Nothing that the judge knows of."] : lowering, style);
  if (rule === undefined) return;
  const about = platformsOf([finding]);
  yield* section("Why it matters", whyOf(rule, about), style);
  for (const { label, lines } of adviceOf(rule, about)) yield* section(label, lines, style);
  yield* section(
    "If it is acceptable",
    [
      `# sealint-ignore ${ruleId} -- why it is acceptable until=YYYY-MM-DD`,
      `\`sealint explain ${ruleId}\` tells all about the rule.`,
    ],
    style,
  );
}

function linkOf(finding: Finding, pathPrefix: string): string {
  const { origin, location } = finding;
  const isPlain = origin.kind === "stdin" || /^(?:\/|[A-Za-z]:\/)/.test(location.path);
  const note = describeOrigin(origin);
  const place = isPlain ? placeOf(finding) : printable(pathPrefix) + placeOf(finding);
  return note === undefined ? place : `${place} (${printable(note)})`;
}

function* placeLines(finding: Finding, style: TextStyle, pathPrefix: string): Iterable<string> {
  const { before, marked, after, indent, width } = excerptOf(finding.preview);
  const line = String(finding.location.start.line);
  const gutter = " ".repeat(line.length);
  yield "";
  yield `${INDENT}${style.path(linkOf(finding, pathPrefix))}`;
  yield `${INDENT}${style.quiet(`${line} |`)} ${before}${marked}${after}`;
  yield `${INDENT}${style.quiet(`${gutter} |`)} ${" ".repeat(indent)}${style.severity[finding.severity]("^".repeat(width))}`;
}

function* section(heading: string, paragraphs: readonly string[], style: TextStyle): Iterable<string> {
  yield "";
  yield style.label(heading);
  for (const paragraph of paragraphs)
    for (const line of wrapWords(printable(paragraph), WIDTH - INDENT.length)) yield INDENT + line;
}

function acceptance({ by, reason, until, location }: NonNullable<Sought["accepted"]>): string {
  const words = { inline: "a comment", config: "the configuration", baseline: "the baseline" }[by];
  const through = until === undefined ? "" : `, through ${until}`;
  return `By ${words} at ${location.path}:${location.start.line}${through}: ${reason}`;
}

/** The sum of the evidence, or what there is in place of one. */
function* confidenceLines({ confidence, reasons, judged }: Finding): Iterable<string> {
  if (judged === undefined) {
    yield reasons.length === 0
      ? `It rests on no value that could be judged: ${confidence} is what its rule claims.`
      : `The report does not say what each reason weighs: ${reasons.join("; ")}.`;
    return;
  }
  yield `${weightText(judged.claim)}  what the rule claims before any evidence`;
  for (const [index, reason] of reasons.entries()) {
    const weight = judged.weights[index] ?? 0;
    yield `${weightText(weight)}  ${reason}${directionOf(weight)}`;
  }
  yield `${weightText(logOddsOf(judged))}  in log-odds, which is a probability of ${percent(judged.score)}`;
  const levels = CONFIDENCES.map((level) => `${level} from ${percent(CONFIDENCE_LEVELS[level])}`);
  yield `Confidence is ${levels.join(", ")}.`;
}

const logOddsOf = ({ claim, weights }: JudgedScore): number => weights.reduce((sum, weight) => sum + weight, claim);

/** Probabilities near one are told apart by their last digit. */
const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

const weightText = (weight: number): string =>
  `${weight < 0 ? "-" : "+"}${Math.abs(weight).toFixed(2)}`.padStart(WEIGHT_WIDTH);

function directionOf(weight: number): string {
  if (Math.abs(weight) < NEXT_TO_NOTHING) return "";
  return weight > 0 ? " (raises it)" : " (lowers it)";
}

function loweringReasons({ reasons, judged }: Finding): string[] {
  return reasons.filter((_, index) => (judged?.weights[index] ?? 0) < -NEXT_TO_NOTHING).map((reason) => `- ${reason}`);
}
