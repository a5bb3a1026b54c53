import { blankHoles, holesWithin, readAgain } from "./holes.ts";
import { hostsOf } from "./hosts.ts";
import { quotedAt, splitOutside } from "./quotes.ts";
import type { RunnerDialect, Script, ScriptSink, ScriptUse, TextRange, WalkedScript } from "./script.ts";
import { environmentAt } from "./shell/dumps.ts";

interface LineLanguage {
  /** Escapes the next character. */
  readonly escape: string;
  readonly quotes: string;
  /** Variables from outside and of the script; `name` is set, and `outside` where only the environment can be meant. */
  readonly variables: RegExp;
  /** A printing command at the start of a statement. */
  readonly prints: RegExp;
  /** A value as a statement of its own is printed. */
  readonly printsValues: boolean;
  /** `name = value` up to the value, with the name as `name`, and with `part` where only a part of it is set. */
  readonly assignment: RegExp;
  /** Prints all variables, or those that begin with `prefix`. */
  readonly dump: RegExp;
  /** Words at the start of a statement that are no programs. */
  readonly keywords: RegExp;
}

const LANGUAGES: Readonly<Record<"pwsh" | "cmd", LineLanguage>> = {
  pwsh: {
    escape: "`",
    quotes: "\"'",
    variables: /\$\{?(?<outside>env:)?(?<name>[A-Za-z_]\w*)/gi,
    prints: /^(?:Write-(?:Host|Output|Information|Warning|Error|Verbose|Debug)|echo|Out-Host)\b/i,
    printsValues: true,
    assignment:
      /^(?:\[[\w.]{1,80}(?:\[\])?\]\s{0,3})?\$\{?(?:env:|script:|global:)?(?<name>\w+)\}?(?<part>(?:\[[^\]\n]{1,100}\]|\.\w{1,60}){1,5})?\s*\+?=(?!=)/i,
    dump: /^(?:(?:Get-ChildItem|Get-Item|gci|dir|ls|gi)\s+(?:-(?:Path|LiteralPath)\s+)?["']?env:[\\/]?\*?["']?|\[(?:System\.)?Environment\]::GetEnvironmentVariables\(\))$/i,
    keywords:
      /^(?:if|else|elseif|foreach|for|while|switch|try|catch|finally|function|return|param|throw|exit|Set-Location|cd)\b/i,
  },
  cmd: {
    escape: "^",
    quotes: '"',
    variables: /%(?<name>[A-Za-z_]\w*)%|!(?<outside>[A-Za-z_]\w*)!/g,
    prints: /^@?echo\b[ .:]?/i,
    printsValues: false,
    assignment: /^@?set\s+"?(?<name>\w+)=/i,
    dump: /^@?set(?:\s+(?<prefix>\w+))?$/i,
    keywords: /^@?(?:rem|if|else|for|goto|call|exit|cd|setlocal|endlocal|set)\b|^::/i,
  },
};

/** One reading of a script line by line. */
interface Reading {
  readonly text: string;
  readonly marks: Uint8Array;
  readonly holes: readonly TextRange[];
  readonly language: LineLanguage;
  readonly dialect: RunnerDialect;
  readonly variables: Map<string, readonly ScriptUse[]>;
  readonly reads: ScriptUse[];
  readonly sinks: ScriptSink[];
}

/** A script of lines with its holes blanked out, where its quotes are, and its statements. */
export interface SplitScript {
  readonly text: string;
  readonly marks: Uint8Array;
  readonly statements: readonly TextRange[];
}

/** Where a statement goes on in the next line. */
const CONTINUED = { pwsh: /`\r?\n/g, cmd: /\^\r?\n/g } as const;

/** Splits a PowerShell or cmd script into its statements, outside quotes. */
export function splitStatements(script: Script, name: "pwsh" | "cmd"): SplitScript {
  const { quotes, escape } = LANGUAGES[name];
  const text = blankHoles(script.text, script.holes);
  const marks = quotedAt(text, quotes, escape);
  // Braces of a variable or a table of values open no block.
  for (const { index, 0: braced } of text.matchAll(/[$@]\{[^{}\n]*\}/g))
    marks.fill(marks[index] || 1, index, index + braced.length);
  // A line that ends in the escape goes on in the next one.
  for (const { index, 0: end } of text.matchAll(CONTINUED[name]))
    if (marks[index] === 0) marks.fill(1, index, index + end.length);
  const separators = name === "pwsh" ? /\n|;|&&|\|\||[{}]/ : /\n|&&?|\|\||[()]/;
  return { text, marks, statements: splitOutside(text, { start: 0, end: text.length }, marks, separators) };
}

/** Follows values through a PowerShell or cmd script, statement by statement, in their simple forms. */
export function readLines(script: Script, name: "pwsh" | "cmd", dialect: RunnerDialect): WalkedScript {
  const { text, marks, statements } = splitStatements(script, name);
  const reading: Reading = {
    text,
    marks,
    holes: script.holes,
    language: LANGUAGES[name],
    dialect,
    variables: new Map(),
    reads: [],
    sinks: [],
  };
  for (const statement of statements) readStatement(reading, statement);
  return { reads: reading.reads, sinks: reading.sinks };
}

function readStatement(reading: Reading, statement: TextRange): void {
  const stages = splitOutside(reading.text, statement, reading.marks, /\|/);
  const [first, ...filters] = stages;
  if (first === undefined) return;
  const [command, ...targets] = splitOutside(reading.text, first, reading.marks, /[12*]?>>?(?!&)/);
  if (command === undefined) return;
  const source = reading.text.slice(command.start, command.end).trim();
  const assigned = reading.language.assignment.exec(source);
  if (assigned !== null) {
    const { name = "", part } = assigned.groups ?? {};
    const equals = command.start + reading.text.slice(command.start, command.end).indexOf(source) + assigned[0].length;
    const uses = usesWithin(reading, { start: equals, end: command.end });
    // A part of a table or object is set; the rest stays what it was.
    if (part !== undefined) return extend(reading, name, uses);
    return assign(reading, name, source.slice(assigned[0].length), uses);
  }
  const uses = usesWithin(reading, command);
  const dump = reading.language.dump.exec(source);
  if (dump !== null) {
    const start = command.start + reading.text.slice(command.start, command.end).search(/\S/);
    const use = { ...environmentAt(start, start + source.length), name: dump.groups?.["prefix"] ?? "" };
    const named = filters.some((stage) => NAMES_ONLY.test(reading.text.slice(stage.start, stage.end)));
    const file = targets.length > 0 || filters.some((stage) => fileOf(reading, stage) !== undefined);
    if (!named && !file) reading.sinks.push({ kind: "log", name: source.split(/\s/, 1)[0] ?? "", use });
    return;
  }
  const isValue = reading.language.printsValues && /^(?:"|'|\$|\.{4,}$)/.test(source) && !/^\$\w+\.\w+\(/.test(source);
  if (reading.language.prints.test(source) || isValue) {
    const target =
      targets.at(-1) ?? filters.map((stage) => fileOf(reading, stage)).find((stage) => stage !== undefined);
    return print(reading, source, uses, target, filters);
  }
  if (!reading.language.keywords.test(source)) handOver(reading, source, uses);
}

function extend({ variables }: Reading, name: string, uses: readonly ScriptUse[]): void {
  const key = name.toLowerCase();
  variables.set(key, [...(variables.get(key) ?? []), ...uses.map((use) => ({ ...use, altered: true }))]);
}

function assign(reading: Reading, name: string, written: string, uses: readonly ScriptUse[]): void {
  const value = written.trim();
  const isWhole = /^["']?(?:\$\{?[\w:]+\}?|%\w+%|\.+)["']?$/.test(value);
  reading.variables.set(name.toLowerCase(), isWhole ? uses : uses.map((use) => ({ ...use, altered: true })));
}

/** The file that a later stage of a pipeline writes: `| Out-File $env:GITHUB_ENV`. */
function fileOf(reading: Reading, stage: TextRange): TextRange | undefined {
  const match = /^\s*(?:Out-File|Add-Content|Set-Content|Tee-Object)\b(?:\s+-(?:FilePath|Path|LiteralPath))?\s*/i.exec(
    reading.text.slice(stage.start, stage.end),
  );
  return match === null ? undefined : { start: stage.start + match[0].length, end: stage.end };
}

/** Stages that leave only the names of variables, or their number. */
const NAMES_ONLY =
  /^\s*(?:Select(?:-Object)?\s+(?:-(?:Property|ExpandProperty)\s+)?(?:Name|Key)\s*$|Measure-Object|Out-Null|find\s+\/c|(?:ForEach-Object|%)\s*\{\s*\$_\.(?:Name|Key)\s*\})/i;

/** Stages that show what they are given. */
const SHOWING =
  /^\s*(?:Write-(?:Host|Output)|Out-(?:Host|String|Default)|ForEach-Object|Tee-Object|more|sort|findstr|Select-String)\b/i;

function print(
  reading: Reading,
  source: string,
  uses: readonly ScriptUse[],
  target: TextRange | undefined,
  filters: readonly TextRange[],
): void {
  const name = /^@?[\w-]+/.exec(source)?.[0] ?? "";
  const shown = filters.every((stage) => SHOWING.test(reading.text.slice(stage.start, stage.end)));
  if (target === undefined && !shown) return;
  const line = source.replace(reading.language.prints, "").replace(/^\s*["']?/, "");
  const command = reading.dialect.commands.find(({ prefix }) => line.startsWith(prefix));
  for (const use of uses) {
    if (target !== undefined) reading.sinks.push({ ...targetOf(reading, target), use });
    else if (command === undefined) reading.sinks.push({ kind: "log", name, use });
    else if (command.effect === "output") reading.sinks.push({ kind: "output", name: command.prefix, use });
  }
}

function targetOf(reading: Reading, target: TextRange): Pick<ScriptSink, "kind" | "name"> {
  const text = reading.text.slice(target.start, target.end).trim();
  const variable = /^["']?(?:\$\{?(?:env:)?(\w+)\}?|%(\w+)%)/i.exec(text);
  const name = variable?.[1] ?? variable?.[2] ?? "";
  const kind = reading.dialect.files.get(name);
  return kind === undefined ? { kind: "file", name: text.split(/\s/, 1)[0] ?? "" } : { kind, name };
}

function handOver(reading: Reading, source: string, uses: readonly ScriptUse[]): void {
  const name = /^[&.]?\s*["']?([\w][\w.\\/:-]*)/.exec(source)?.[1];
  if (name === undefined) return;
  const hosts = hostsOf(source);
  for (const use of uses) {
    reading.sinks.push({ kind: "argv", name: name.replace(/^.*[\\/]/, ""), use });
    for (const host of hosts) reading.sinks.push({ kind: "host", name: host, use });
  }
}

/** PowerShell's own variables are written in small letters or camel case, those of a job in capitals. */
const isPlainVariable = ({ dialect }: Reading, name: string): boolean =>
  dialect.plainVariables === true && /^[A-Z][A-Z0-9_]*$/.test(name);

/** Values in a range: variables outside single quotes, and holes anywhere. */
function usesWithin(reading: Reading, range: TextRange): ScriptUse[] {
  const found: ScriptUse[] = [];
  const text = reading.text.slice(range.start, range.end);
  for (const match of text.matchAll(reading.language.variables)) {
    const start = range.start + match.index;
    const end = start + match[0].length + (match[0][1] === "{" ? 1 : 0);
    const { name, outside } = match.groups ?? {};
    const variable = name ?? outside ?? "";
    if (reading.marks[start] === 0x27 || /^\.(?:Length|Count)\b/i.test(reading.text.slice(end))) continue;
    const known = outside === undefined ? reading.variables.get(variable.toLowerCase()) : undefined;
    if (known !== undefined) {
      found.push(...known.map((use) => readAgain(use, start, end)));
    } else if (outside !== undefined || reading.language.escape === "^" || isPlainVariable(reading, variable)) {
      const use = { origin: "variable" as const, name: variable, start, end, path: [], altered: false };
      found.push(use);
      reading.reads.push(use);
    }
  }
  const holes = holesWithin(reading.holes, range.start, range.end);
  reading.reads.push(...holes);
  found.push(...holes);
  return found.sort((a, b) => a.start - b.start);
}
