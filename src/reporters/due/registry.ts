import type { DueList } from "../../core/due-list.ts";
import { renderIcs } from "./ics.ts";
import { renderReminder } from "./reminder.ts";
import { renderSlack } from "./slack.ts";

/** What writes down what is due, by the name of its format. */
export const DUE_RENDERERS: Readonly<Record<string, (list: DueList) => Iterable<string>>> = {
  ics: renderIcs,
  reminder: renderReminder,
  slack: renderSlack,
};
