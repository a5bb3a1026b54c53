import { describe, expect, it } from "vitest";
import type { DueItem } from "../../../src/core/due-list.ts";
import { unitOf } from "../../../src/core/source.ts";
import { dueList } from "../../../src/inventory/due-list.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { renderIcs } from "../../../src/reporters/due/ics.ts";
import { renderReminder } from "../../../src/reporters/due/reminder.ts";
import { renderSlack } from "../../../src/reporters/due/slack.ts";

const MANIFEST = `version: 1
defaults: { warnBefore: 14d }
secrets:
  - name: PAST
    owner: "<!channel> & co"
    expires: 2026-11-20
  - name: SOON
    environment: production
    purpose: "Ships; all, of\\nit"
    contact: oncall
    rotation: { every: 30d, last: 2026-11-05 }
  - { name: LATER, review: { every: 90d, last: 2026-11-01 }, created: 2026-01-01 }
  - { name: GONE, expires: 2026-11-24, status: revoked }
  - { name: EACH_TIME, kind: oidc, created: 2020-01-01, rotation: { every: 1d } }
`;

function list(within?: number): ReturnType<typeof dueList> {
  const { inventory, units } = parseInventory(unitOf(".sealint/inventory.yaml", Buffer.from(MANIFEST)));
  if (inventory === undefined) throw new Error("the sample cannot be read");
  return dueList(inventory, units, "2026-11-23", within);
}

describe("what is due", () => {
  it("is listed by its day, of secrets that still work", () => {
    expect(list().items.map(({ kind, day, name, location }) => [kind, day, name, location.start.line])).toEqual([
      ["expiry", "2026-11-20", "PAST", 4],
      ["rotation", "2026-12-05", "SOON", 7],
      ["review", "2027-01-30", "LATER", 12],
    ]);
    expect(list().until).toBe("2026-12-07");
  });

  it("is a calendar of events that keep their names, its lines short", () => {
    const text = [...renderIcs(list())].join("");
    expect(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")).toBe(true);
    expect(text.match(/^DTSTART;VALUE=DATE:(\d+)\r$/gm)).toEqual([
      "DTSTART;VALUE=DATE:20261120\r",
      "DTSTART;VALUE=DATE:20261205\r",
      "DTSTART;VALUE=DATE:20270130\r",
    ]);
    expect(text).toContain("UID:rotation-SOON+production@sealint.invalid\r\n");
    expect(text.replaceAll("\r\n ", "")).toContain(String.raw`DESCRIPTION:Ships\; all\, of\nit\ncontact oncall\n`);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it("is a reminder in Markdown, in which nobody is mentioned", () => {
    const text = [...renderReminder(list())].join("");
    expect(text).toContain("## Secrets: 1 overdue, 1 due until 2026-12-07");
    expect(text).toContain("- **SOON (production)** is to be rotated on 2026-12-05, in 12 days");
    expect(text).not.toContain("LATER");
    expect([...renderReminder({ ...list(), items: [] })].join("")).toBe(
      "## Nothing is due about secrets until 2026-12-07\n",
    );
  });

  it("is a message in Slack's blocks, as far as it was asked for", () => {
    const { text, blocks } = JSON.parse([...renderSlack(list(86_400 * 365))].join(""));
    expect(text).toBe("Secrets: 1 overdue, 2 due until 2027-11-23");
    expect(blocks[1].text.text.split("\n")).toEqual([
      ":warning: `PAST` has expired on 2026-11-20, 3 days ago (&lt;!channel&gt; &amp; co)",
      ":calendar: `SOON (production)` is to be rotated on 2026-12-05, in 12 days (contact oncall)",
      ":calendar: `LATER` is to be reviewed on 2027-01-30, in 68 days",
    ]);
    const [item] = list().items as [DueItem];
    const many = { ...list(), items: Array.from({ length: 250 }, () => item) };
    const long = JSON.parse([...renderSlack(many)].join(""));
    expect(long.blocks.length).toBeLessThan(50);
    expect(long.blocks.at(-1).text.text).toBe("And 150 more things.");
  });

  it("fits what it is written for, whatever the names", () => {
    const names = ["&".repeat(200), "🔑".repeat(100), "`<!here>`\u202e", "a\ud800b", "B".repeat(200), "PROD-A"];
    const [item] = list().items as [DueItem];
    const items = Array.from({ length: 120 }, (_, at): DueItem => {
      const name = names[at % names.length] ?? "";
      const about = { owner: `${name}\n${name}`, contact: name, purpose: `one\r\ntwo\n\n${name.repeat(9)}` };
      return { ...item, name, environments: at % 2 ? [name] : [], ...about };
    });
    const due = { ...list(), items };

    const { blocks } = JSON.parse([...renderSlack(due)].join("")) as {
      readonly blocks: readonly { readonly text: { readonly text: string } }[];
    };
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const { text } of blocks) expect(text.text.length).toBeLessThanOrEqual(3000);
    const said = blocks.map(({ text }) => text.text).join("\n");
    expect(said).not.toMatch(/[<>\u202e]|&(?!amp;|lt;|gt;)/u);
    expect(said.split("\n")).toHaveLength(1 + 100 + 1);

    const calendar = [...renderIcs(due)].join("");
    expect(calendar).toBe(calendar.toWellFormed());
    expect(calendar).not.toMatch(/\u202e|[^\r]\n/u);
    const unfolded = calendar.replaceAll("\r\n ", "").split("\r\n");
    expect(unfolded.filter((line) => line !== "" && !/^[A-Z-]+(?:;VALUE=DATE)?:/.test(line))).toEqual([]);
    expect(new Set(unfolded.filter((line) => line.startsWith("UID:"))).size).toBe(names.length);
    expect(unfolded).toContainEqual(expect.stringMatching(/^DESCRIPTION:one\\ntwo\\n&{9}/));

    const issue = [...renderReminder({ ...due, items: Array.from({ length: 20 }, () => items).flat() })].join("");
    expect(issue.length).toBeLessThan(65_536);
    expect(issue).toMatch(/\nAnd [\d,]+ more things\.\n$/);
  });

  it("gives each secret an event of its own", () => {
    const [item] = list().items as [DueItem];
    const alike = [
      { ...item, name: "A-B", environments: [] },
      { ...item, name: "A", environments: ["B"] },
    ];
    const uids = [...renderIcs({ ...list(), items: alike })].filter((line) => line.startsWith("UID:"));
    expect(new Set(uids).size).toBe(2);
  });
});
