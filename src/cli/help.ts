import { textStyle } from "../reporters/text-style.ts";
import { wrapWords } from "../reporters/width.ts";
import { COMMANDS } from "./commands.ts";
import { type CommandMeta, EXIT_CODES, FLAG_GROUPS, type Flag, flagUsage, GLOBAL_FLAGS } from "./flags.ts";

const WIDTH = 80;
const INDENT = "  ";
const GAP = "  ";

/** What stands in front of a text, and the paragraphs beside it. */
type Row = readonly [left: string, ...right: string[]];

const leftWidthOf = (rows: readonly Row[]): number => Math.max(...rows.map(([left]) => left.length));

/** Rows in two columns, the right one wrapped under itself. */
function table(rows: readonly Row[], leftWidth = leftWidthOf(rows)): string[] {
  const rightWidth = WIDTH - INDENT.length - leftWidth - GAP.length;
  return rows.flatMap(([left, ...right]) =>
    right
      .flatMap((paragraph) => wrapWords(paragraph, rightWidth))
      .map((line, index) => `${INDENT}${(index === 0 ? left : "").padEnd(leftWidth)}${GAP}${line}`),
  );
}

/** Choices with the default among them marked: `text (default), json, sarif`. */
function choicesText({ choices = [], default: initial }: Flag): string {
  return choices.map((choice) => (choice === initial ? `${choice} (default)` : choice)).join(", ");
}

/** Long forms stand below each other, whether or not a short one is in front. */
function flagRow(flag: Flag): Row {
  const left = flag.short === undefined ? `    ${flagUsage(flag)}` : flagUsage(flag);
  return flag.choices === undefined ? [left, flag.text] : [left, flag.text, choicesText(flag)];
}

type Heading = (title: string) => string;

/** Flags under their headings, in columns that run through all groups. */
function flagSections(flags: readonly Flag[], heading: Heading): string[] {
  const leftWidth = leftWidthOf(flags.map(flagRow));
  return FLAG_GROUPS.flatMap((group) => {
    const rows = flags.filter((flag) => flag.group === group).map(flagRow);
    return rows.length === 0 ? [] : ["", heading(group), ...table(rows, leftWidth)];
  });
}

const exitRows = (): Row[] => EXIT_CODES.map(({ code, text }) => [String(code), text]);

/** Commands are longer than a column, so each has a line to itself, and can be copied from it. */
function exampleLines(examples: CommandMeta["examples"]): string[] {
  return examples.flatMap(({ line, text }) => [`${INDENT}${line}`, `${INDENT.repeat(3)}${text}`]);
}

function commandHelp({ name, text, operand, flags, examples }: CommandMeta, heading: Heading): string[] {
  return [
    text,
    "",
    `${heading("Usage")}  sealint ${name} [FLAG…]${operand === undefined ? "" : ` ${operand.usage}`}`,
    ...(operand === undefined ? [] : ["", ...table([[operand.usage, operand.text]])]),
    ...flagSections(flags, heading),
    "",
    heading("Examples"),
    ...exampleLines(examples),
    "",
    heading("Exit codes"),
    ...table(exitRows()),
  ];
}

function overview(heading: Heading): string[] {
  const rows: Row[] = COMMANDS.map(({ name, text }) => [name, text]);
  return [
    "Finds leaked secrets, follows each one through its pipelines, and holds both",
    "against an inventory that is checked.",
    "",
    `${heading("Usage")}  sealint COMMAND [FLAG…]`,
    "",
    heading("Commands"),
    ...table([...rows, ["help [COMMAND]", "Show what a command takes."]]),
    ...flagSections(GLOBAL_FLAGS, heading),
    "",
    heading("Examples"),
    ...exampleLines(COMMANDS.flatMap(({ examples }) => examples.slice(0, 1))),
    "",
    heading("Exit codes"),
    ...table(exitRows()),
  ];
}

/** The text of `--help`, at most 80 columns wide: of one command, or of all where no topic is given. */
export function renderHelp(topic: string | undefined, colored: boolean): string {
  const heading = textStyle(colored).label;
  const command = COMMANDS.find(({ name }) => name === topic);
  const lines = command === undefined ? overview(heading) : commandHelp(command, heading);
  return `${lines.join("\n")}\n`;
}
