import type { DueItem, DueList } from "../../core/due-list.ts";
import { inline } from "../markdown/inline.ts";
import { dueSoon, dueText, headline, secretName, whose } from "./words.ts";

/** What is due, in Markdown, for an issue or a message that a scheduled pipeline posts. */
export function* renderReminder(list: DueList): Iterable<string> {
  const { overdue, next } = dueSoon(list);
  yield `## ${inline(headline(list))}\n`;
  yield* section("Overdue", overdue, list.asOf);
  yield* section("Next", next, list.asOf);
}

function* section(title: string, items: readonly DueItem[], asOf: string): Iterable<string> {
  if (items.length === 0) return;
  yield `\n### ${title}\n\n`;
  for (const item of items) {
    const { path, start } = item.location;
    const about = [whose(item), item.purpose ?? ""].filter((part) => part !== "").map((part) => ` · ${inline(part)}`);
    yield `- **${inline(secretName(item))}** ${inline(dueText(item, asOf))}${about.join("")} · ${inline(`${path}:${start.line}`)}\n`;
  }
}
