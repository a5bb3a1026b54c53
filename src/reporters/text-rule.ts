import type { RenderOptions } from "../core/stages.ts";
import { confidenceOf, messageOf } from "./finding-words.ts";
import { type RuleGroup, sharedBy } from "./group-findings.ts";
import { plural } from "./plural.ts";
import { printable } from "./printable.ts";
import { adviceOf, platformsOf, referencesOf, whyOf } from "./rule-words.ts";
import { renderPlaces, TEXT_WIDTH } from "./text-places.ts";
import type { TextStyle } from "./text-style.ts";
import { columnsOf, wrapWords } from "./width.ts";

const INDENT = "  ";
const LABEL_WIDTH = 16;

/** A label with its text beside it, wrapped under itself. */
function* labelled(label: string, text: string, style: TextStyle, width: number): Iterable<string> {
  const styled = label === "" ? "" : style.label(label);
  const lines = wrapWords(printable(text), width - INDENT.length - LABEL_WIDTH);
  for (const [index, line] of lines.entries()) {
    const lead = index === 0 ? styled + " ".repeat(LABEL_WIDTH - label.length) : " ".repeat(LABEL_WIDTH);
    yield INDENT + lead + line;
  }
}

/** What is true of the rule wherever it spoke, said once. */
function* ruleWords(group: RuleGroup, style: TextStyle, width: number): Iterable<string> {
  const { rule } = group;
  const message = sharedBy(group, (finding) => messageOf(finding, group));
  const confidence = sharedBy(group, confidenceOf);
  if (message !== undefined) yield* labelled("What it is", message, style, width);
  if (confidence !== undefined) yield* labelled("How sure", confidence, style, width);
  if (rule === undefined) return;
  const platforms = platformsOf(group.findings);
  for (const { label, lines } of [
    { label: "Why it matters", lines: whyOf(rule, platforms) },
    ...adviceOf(rule, platforms),
  ]) {
    for (const [index, line] of lines.entries()) yield* labelled(index === 0 ? label : "", line, style, width);
  }
  const fits = referencesOf(rule, platforms).filter(
    (reference) => reference.length <= width - INDENT.length - LABEL_WIDTH || width >= TEXT_WIDTH,
  );
  for (const [index, reference] of fits.entries()) {
    yield* labelled(index === 0 ? "Read more" : "", reference, style, width);
  }
}

/** A rule that spoke: its words once, then all its places. */
export function* renderRule(group: RuleGroup, style: TextStyle, options: RenderOptions): Iterable<string> {
  const paint = style.severity[group.severity];
  const title = style.title(printable(group.rule?.title ?? group.ruleId));
  const places = group.findings.length === 1 ? "" : `, ${plural(group.findings.length, "place")}`;
  const heading = `${paint(`${group.severity}:`)} ${title}`;
  const id = `[${printable(group.ruleId)}]${places}`;
  const isLong = options.width !== undefined && columnsOf(`${heading} ${id}`) > options.width;
  if (isLong) yield* [heading, style.quiet(id)];
  else yield `${heading} ${style.quiet(id)}`;
  yield* ruleWords(group, style, options.width ?? TEXT_WIDTH);
  yield "";
  yield* renderPlaces(group, style, options);
}
