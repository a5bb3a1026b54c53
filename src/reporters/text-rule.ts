import type { RenderOptions } from "../core/stages.ts";
import type { RuleGroup } from "./group-findings.ts";
import { plural } from "./plural.ts";
import { printable } from "./printable.ts";
import { confidenceOf, messageOf, renderPlaces, sharedBy, TEXT_WIDTH } from "./text-places.ts";
import type { TextStyle } from "./text-style.ts";
import { wrapWords } from "./width.ts";

const INDENT = "  ";
const LABEL_WIDTH = 16;

/** A label with its text beside it, wrapped under itself. */
function* labelled(label: string, text: string, style: TextStyle): Iterable<string> {
  const styled = label === "" ? "" : style.label(label);
  const lines = wrapWords(printable(text), TEXT_WIDTH - INDENT.length - LABEL_WIDTH);
  for (const [index, line] of lines.entries()) {
    const lead = index === 0 ? styled + " ".repeat(LABEL_WIDTH - label.length) : " ".repeat(LABEL_WIDTH);
    yield INDENT + lead + line;
  }
}

/** What is true of the rule wherever it spoke, said once. */
function* ruleWords(group: RuleGroup, style: TextStyle): Iterable<string> {
  const { rule } = group;
  const message = sharedBy(group, (finding) => messageOf(finding, group));
  const confidence = sharedBy(group, confidenceOf);
  if (message !== undefined) yield* labelled("What it is", message, style);
  if (confidence !== undefined) yield* labelled("How sure", confidence, style);
  if (rule === undefined) return;
  yield* labelled("Why it matters", rule.why, style);
  if (rule.revoke !== undefined) yield* labelled("Do this first", rule.revoke, style);
  yield* labelled(rule.revoke === undefined ? "What to do" : "Then fix it", rule.fix, style);
  for (const [index, reference] of rule.references.entries()) {
    yield* labelled(index === 0 ? "Read more" : "", reference, style);
  }
}

/** A rule that spoke: its words once, then all its places. */
export function* renderRule(group: RuleGroup, style: TextStyle, options: RenderOptions): Iterable<string> {
  const paint = style.severity[group.severity];
  const title = style.title(printable(group.rule?.title ?? group.ruleId));
  const places = group.findings.length === 1 ? "" : `, ${plural(group.findings.length, "place")}`;
  yield `${paint(`${group.severity}:`)} ${title} ${style.quiet(`[${printable(group.ruleId)}]${places}`)}`;
  yield* ruleWords(group, style);
  yield "";
  yield* renderPlaces(group, style, options);
}
