import type { DueItem, DueList } from "../../core/due-list.ts";
import { inline } from "../markdown/inline.ts";
import { plural } from "../plural.ts";
import { dueSoon, dueText, headline, secretName, whose } from "./words.ts";

/** GitHub takes 65,536 characters in an issue or a comment; what is due first is said. */
const MOST_CHARACTERS = 60_000;

/** What is due, in Markdown, for an issue or a message that a scheduled pipeline posts. */
export function* renderReminder(list: DueList): Iterable<string> {
  const { overdue, next } = dueSoon(list);
  yield `## ${inline(headline(list))}\n`;
  const lines = [...section("Overdue", overdue, list.asOf), ...section("Next", next, list.asOf)];
  let length = 0;
  for (const [index, line] of lines.entries()) {
    length += line.length;
    if (length > MOST_CHARACTERS) {
      yield `\nAnd ${plural(lines.length - index, "more thing")}.\n`;
      return;
    }
    yield line;
  }
}

/** A line for each item, the first with the title above it. */
function section(title: string, items: readonly DueItem[], asOf: string): string[] {
  return items.map((item, index) => {
    const { path, start } = item.location;
    const purpose = (item.purpose ?? "").trim().replaceAll(/\s*\n\s*/g, " ");
    const about = [whose(item), purpose].filter((part) => part !== "").map((part) => ` · ${inline(part)}`);
    const line = `- **${inline(secretName(item))}** ${inline(dueText(item, asOf))}${about.join("")} · ${inline(`${path}:${start.line}`)}\n`;
    return index === 0 ? `\n### ${title}\n\n${line}` : line;
  });
}
