import { alternatives } from "../src/cli/alternatives.ts";
import { type CommandMeta, EXIT_CODES, FLAG_GROUPS, type Flag, flagName, flagUsage } from "../src/cli/flags.ts";

function flagSection(flag: Flag): string {
  const choices = flag.choices === undefined ? undefined : `One of ${alternatives(flag.choices)}.`;
  const initial = flag.default === undefined ? undefined : `Default: \`${flag.default}\`.`;
  const facts = [choices, initial, flag.kind === "list" ? "May be given several times." : undefined];
  const words = [flag.text, flag.more, ...facts].filter((part) => part !== undefined);
  return `#### \`${flagName(flag)}\`\n\n\`${flagUsage(flag)}\`\n\n${words.join(" ")}`;
}

function commandSection({ name, text, operand, flags, examples }: CommandMeta): string {
  const groups = FLAG_GROUPS.flatMap((group) => {
    const own = flags.filter((flag) => flag.group === group);
    return own.length === 0 ? [] : [`### ${group}`, ...own.map(flagSection)];
  });
  const shell = examples.map((example) => `# ${example.text}\n${example.line}`).join("\n\n");
  return [
    `## sealint ${name}`,
    text,
    `\`sealint ${name} [FLAG…]${operand === undefined ? "" : ` ${operand.usage}`}\``,
    ...(operand === undefined ? [] : [`\`${operand.usage}\`: ${operand.text}`]),
    `\`\`\`sh\n${shell}\n\`\`\``,
    ...groups,
  ].join("\n\n");
}

/** The page of all commands and their flags, in Markdown. */
export function renderFlagsPage(commands: readonly CommandMeta[]): string {
  const rows = EXIT_CODES.map(({ code, text }) => `| ${code} | ${text} |`).join("\n");
  return `${[
    "<!-- Written by scripts/write-docs.ts from src/cli/commands.ts. Change that table, not this page. -->",
    "# Commands and flags",
    ...commands.map(commandSection),
    "## Exit codes",
    `| Code | Meaning |\n| ---: | :--- |\n${rows}`,
    "A run that both finds something and cannot read something exits 2.",
  ].join("\n\n")}\n`;
}
