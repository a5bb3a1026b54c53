import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isSeq, type YAMLMap } from "yaml";
import type { HookName } from "./hook-name.ts";
import type { LefthookCommand } from "./lefthook-command.ts";
import { addBehind, cutLines, insertLines, isInLines, pairOf, readYaml } from "./yaml-edit.ts";

const NAME = "sealint";

/** What a configuration says, as plain data that may be changed. */
type Data = Record<string, unknown> & { jobs?: unknown; commands?: unknown };

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
const isOurJob = (job: unknown): boolean => isData(job) && job["name"] === NAME;

function dataOf(document: Document.Parsed): Data | undefined {
  const data: unknown = document.toJS() ?? {};
  return isData(data) ? data : undefined;
}

/** The command in lines, under a name or as an entry of a list. */
function commandLines(command: LefthookCommand, asJob: boolean): string[] {
  const entries = Object.entries(command).map(([key, value]) => `${key}: ${String(value)}`);
  // What begins with a quote or holds ` #` would be read otherwise.
  const lines = entries.map((line) => line.replace(/^(\w+): (.*(?:"| #).*)$/, (_, key, value) => `${key}: '${value}'`));
  return asJob
    ? [`- name: ${NAME}`, ...lines.map((line) => `  ${line}`)]
    : [`${NAME}:`, ...lines.map((line) => `  ${line}`)];
}

/** Whether a configuration has our command. Undefined where it cannot be read as one. */
export function hasCommand(text: string, hook: HookName): boolean | undefined {
  const document = readYaml(text);
  const data = document === undefined ? undefined : dataOf(document);
  if (data === undefined) return undefined;
  const own = data[hook];
  if (!isData(own)) return false;
  const { jobs, commands } = own;
  return (isData(commands) && NAME in commands) || (Array.isArray(jobs) && jobs.some(isOurJob));
}

/**
 * Adds a command to a configuration. Only its own lines are new; where the style does not allow that, the document is
 * written anew with its comments. Undefined where it cannot be read.
 */
export function addCommand(text: string, hook: HookName, command: LefthookCommand): string | undefined {
  const document = readYaml(text);
  const wanted = document === undefined ? undefined : dataOf(document);
  if (document === undefined || wanted === undefined) return undefined;
  const own = isData(wanted[hook]) ? wanted[hook] : {};
  wanted[hook] = own;
  const asJob = Array.isArray(own.jobs);
  if (Array.isArray(own.jobs)) own.jobs = [...own.jobs, { name: NAME, ...command }];
  else own.commands = { ...(isData(own.commands) ? own.commands : {}), [NAME]: command };
  return orAnew(withLines(text, document, hook, commandLines(command, asJob), asJob), wanted, document, () => {
    if (asJob) document.addIn([hook, "jobs"], document.createNode({ name: NAME, ...command }));
    else document.setIn([hook, "commands", NAME], document.createNode(command));
  });
}

/** The text where it says what is wanted, else the document as it is after the change. */
function orAnew(text: string, wanted: Data, document: Document.Parsed, change: () => void): string {
  const read = readYaml(text);
  if (read !== undefined && isDeepStrictEqual(dataOf(read), wanted)) return text;
  change();
  return document.toString({ lineWidth: 0 });
}

function withLines(text: string, document: Document.Parsed, hook: HookName, lines: string[], asJob: boolean): string {
  const deeper = (under: readonly string[]): string[] => under.map((line) => `  ${line}`);
  const own = pairOf(document.contents, hook)?.value;
  const list = pairOf(own, asJob ? "jobs" : "commands")?.value;
  if (isInLines(list)) return addBehind(text, list, lines);
  const commands = ["commands:", ...deeper(lines)];
  if (isInLines(own)) return addBehind(text, own, commands);
  return insertLines(text, text.length, [`${hook}:`, ...deeper(commands)]);
}

/** Takes our command out, with what would be left empty around it. Undefined where it cannot be read. */
export function removeCommand(text: string, hook: HookName): string | undefined {
  const document = readYaml(text);
  const wanted = document === undefined ? undefined : dataOf(document);
  const own = wanted?.[hook];
  if (document === undefined || wanted === undefined || !isData(own)) return undefined;
  let cut: string;
  let path: (string | number)[];
  if (Array.isArray(own.jobs) && own.jobs.some(isOurJob)) {
    const at = own.jobs.findIndex(isOurJob);
    own.jobs = own.jobs.filter((_, index) => index !== at);
    path = [hook, "jobs", at];
    cut = withoutJob(text, document, hook, at);
  } else {
    path = emptied(wanted, own, hook);
    cut = withoutPair(text, document, path as string[]);
  }
  return orAnew(cut, wanted, document, () => document.deleteIn(path));
}

/** Takes the command out of the data and gives the path of what went with it. */
function emptied(wanted: Data, own: Data, hook: HookName): string[] {
  const commands = isData(own.commands) ? own.commands : {};
  delete commands[NAME];
  if (Object.keys(commands).length > 0) return [hook, "commands", NAME];
  delete own.commands;
  if (Object.keys(own).length > 0) return [hook, "commands"];
  delete wanted[hook];
  return [hook];
}

function withoutPair(text: string, document: Document.Parsed, path: readonly string[]): string {
  const map = document.getIn(path.slice(0, -1)) as YAMLMap | undefined;
  const pair = pairOf(path.length === 1 ? document.contents : map, path.at(-1) ?? "");
  return pair === undefined ? text : cutLines(text, pair.key, pair.value);
}

function withoutJob(text: string, document: Document.Parsed, hook: HookName, at: number): string {
  const jobs = document.getIn([hook, "jobs"]);
  const job = isSeq(jobs) ? jobs.items[at] : undefined;
  return isMap(job) ? cutLines(text, job, job) : text;
}
