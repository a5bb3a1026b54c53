import type { DueItem, DueList } from "../../core/due-list.ts";
import { plural } from "../plural.ts";
import { dueSoon, dueText, headline, secretName, whose } from "./words.ts";

/** A section takes 3,000 characters, and a message 50 blocks; this many lines of such names stay below. */
const MOST_ITEMS = 100;
const ITEMS_A_SECTION = 10;
/** Characters of a name and of an owner at most, as Slack counts them: escaped. */
const MOST = { name: 140, owner: 70 } as const;

/** What is due, as the JSON of a message in Slack's blocks: `{ "text": …, "blocks": […] }`. */
export function* renderSlack(list: DueList): Iterable<string> {
  const { overdue, next } = dueSoon(list);
  const text = headline(list);
  const items = [...overdue, ...next];
  const shown = items.slice(0, MOST_ITEMS).map((item) => lineOf(item, list.asOf));
  const sections = Array.from({ length: Math.ceil(shown.length / ITEMS_A_SECTION) }, (_, index) =>
    section(shown.slice(index * ITEMS_A_SECTION, (index + 1) * ITEMS_A_SECTION).join("\n")),
  );
  const rest = items.length - shown.length;
  const blocks = [
    { type: "header", text: { type: "plain_text", text } },
    ...sections,
    ...(rest > 0 ? [section(`And ${plural(rest, "more thing")}.`)] : []),
  ];
  yield `${JSON.stringify({ text: escaped(text), blocks }, null, 2)}\n`;
}

const section = (text: string): object => ({ type: "section", text: { type: "mrkdwn", text } });

function lineOf(item: DueItem, asOf: string): string {
  const owner = whose(item);
  const mark = item.day < asOf ? ":warning:" : ":calendar:";
  const about = owner === "" ? "" : ` (${cut(owner, MOST.owner)})`;
  return `${mark} \`${cut(secretName(item), MOST.name).replaceAll("`", "'")}\` ${dueText(item, asOf)}${about}`;
}

/** A text as Slack takes it for nothing but a text, in so many characters at most; none of them is cut in two. */
function cut(text: string, most: number): string {
  let shown = "";
  for (const character of text) {
    const next = escaped(character);
    if (shown.length + next.length > most) return `${shown}…`;
    shown += next;
  }
  return shown;
}

/** What Slack takes for links and mentions. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
