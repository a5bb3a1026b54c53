import type { CommandArgument } from "unbash";
import type { ScriptUse } from "../script.ts";
import type { Call } from "./call.ts";

/** The whole environment as a value: `name` is the word that its lines are narrowed to, empty where they are not. */
export function environmentAt(start: number, end: number): ScriptUse {
  return { origin: "environment", name: "", start, end, path: [], altered: false };
}

const CONTAINER_TOOLS = /^(?:docker|podman|nerdctl|docker-compose|podman-compose)$/;

/** Whether a call prints all variables with their values. `docker inspect` and `compose config` print those of containers. */
export function isDump({ name, args }: Call): boolean {
  const words = args.map(wordOf);
  switch (name) {
    case "env":
      // `-i` begins with an empty environment.
      return args.every((arg) => arg.type === "Assignment" || /^-(?!i$|-ignore)|^\w+=/.test(arg.value));
    case "printenv":
      return words.every((word) => /^-(?:0|-null)$/.test(word));
    case "set":
      return words.length === 0;
    case "export":
    case "declare":
    case "typeset":
      return words.every((word) => /^-[px]+$/.test(word));
    default:
      return CONTAINER_TOOLS.test(name) && isContainerDump(words);
  }
}

const wordOf = (arg: CommandArgument): string => (arg.type === "Word" ? arg.value : arg.text);

function isContainerDump(words: readonly string[]): boolean {
  const [first, second] = words.filter((word) => !word.startsWith("-"));
  const isInspect = first === "inspect" || (first === "container" && second === "inspect");
  if (isInspect) return !words.some((word) => /^(?:-f|--format|-s|--size|--type=(?!container))/.test(word));
  const rest = words.slice(words.indexOf("config") + 1);
  return (
    words.includes("config") &&
    !rest.some((word) => word.startsWith("-")) &&
    !/^(?:context|service)$/.test(first ?? "") &&
    rest.length === 0
  );
}

export const isEnvironmentFile = (path: string): boolean => /^\/proc\/(?:self|\d+|\$\$|\$PPID)\/environ$/.test(path);

/** The environment behind a filter: fewer of its lines, or nothing where only names are left. */
export function filteredEnvironment(use: ScriptUse, name: string, options: readonly string[]): ScriptUse[] {
  const line = options.join(" ");
  if (showsNamesOnly(name, line)) return [];
  if (!/^(?:[ef]?grep|rg)$/.test(name)) return [use];
  const letters = options.filter((option) => /^-[a-zA-Z]+$/.test(option)).join("");
  if (/v/.test(letters) || options.includes("--invert-match")) return [use];
  const pattern = options.find((option) => !option.startsWith("-"))?.replaceAll(/["']/g, "") ?? "";
  const words = pattern.split("|").map((one) => /^[\^(]{0,2}(\w{2,})[=*.)]*$/.exec(one)?.[1]);
  return words.every((word) => word !== undefined) ? words.map((one) => ({ ...use, name: one })) : [use];
}

/** Filters that leave the names: cut by `=` to field 1, a sed or grep that drops what follows `=`, awk's first column. */
function showsNamesOnly(name: string, line: string): boolean {
  if (name === "cut") return /-d\s*["']?=/.test(line) && /-f\s*["']?1["']?(?:\s|$)/.test(line);
  if (name === "sed") return /=\.\*/.test(line);
  if (name.endsWith("awk")) return /-F\s*["']?=/.test(line) && /print \$1\s*[;}]/.test(line);
  return name.endsWith("grep") && /-\w*o/.test(line) && /\[\^=\]/.test(line);
}
