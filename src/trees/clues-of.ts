import type { TreeLanguage } from "../core/syntax.ts";
import type { TreeClue } from "../core/tree-clue.ts";
import { isForPeople, isReadByPeople, looksUp, tells } from "./callees.ts";
import { clientArgument } from "./clients.ts";
import { type Call, type IdlePlace, type Role, written } from "./grammar.ts";
import { nameOf, toldName } from "./name-of.ts";
import type { FoundRole } from "./roles-of.ts";

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** `third argument of DriverManager.getConnection`. */
export function argumentOf({ callee }: Call, index: number): string {
  const name = toldName(callee.replace(/^new\s+/, ""));
  return `${ORDINALS[index] ?? "last"} argument of ${name ?? "a call"}`;
}

const IDLE: Readonly<Record<Exclude<IdlePlace, "member" | "statement">, string>> = {
  type: "it is a type",
  key: "it is a key, and no value",
  import: "it is what a file imports",
  index: "it is a key by which something is looked up",
  tag: "it is a tag of a field",
};

const placed = (reason: string): TreeClue => ({ clue: "inSyntax", reason });

/**
 * What the roles of a text say of a value in it. `isAll` where the value is the whole text: what the text is for then holds for the
 * value.
 */
export function cluesOf(
  roles: readonly FoundRole[],
  isAll: boolean,
  { language, source }: { readonly language: TreeLanguage; readonly source: string },
): readonly TreeClue[] {
  return roles.flatMap(({ role }) => {
    const clue = forWhom(role) ?? (isAll ? ofValue(role, language, source) : inManual(role));
    return clue === undefined ? [] : [clue];
  });
}

/**
 * Names of texts that tell people how something is used: `EXAMPLES` of a module, `Long` of a command. A value in the middle of one is a
 * sample.
 */
const MANUAL =
  /^(?:EXAMPLES?|DOCUMENTATION|RETURN|Long|Example|(?:[A-Za-z]\w{0,30})?(?:[Uu]sage|USAGE|[Hh]elp|HELP|[Ee]xamples|[Ee]xample[A-Z_]?(?:[Tt]ext|TEXT)|[Dd]escription)(?:_?(?:[Tt]ext|TEXT))?)$/;

function inManual(role: Role): TreeClue | undefined {
  if (role.kind !== "named" || !MANUAL.test(nameOf(role.name).replace(/^["'`](?<name>.*)["'`]$/, "$<name>")))
    return undefined;
  return { clue: "inManual", reason: "it lies in a text that shows how something is used" };
}

/** What holds for everything in a text. */
function forWhom(role: Role): TreeClue | undefined {
  switch (role.kind) {
    case "thrown":
      return { clue: "inMessage", reason: "it lies in an error's message" };
    case "attribute":
      return isReadByPeople(role.name)
        ? { clue: "forPeople", reason: "it is an element's attribute that is read, or that names it" }
        : undefined;
    case "argument":
      if (isForPeople(role.call.callee, role.index))
        return { clue: "forPeople", reason: `it is a text for people (${argumentOf(role.call, role.index)})` };
      return tells(role.call.callee)
        ? { clue: "inMessage", reason: `it lies in a message (${argumentOf(role.call, role.index)})` }
        : undefined;
    case "idle":
      if (role.place === "tag" || role.place === "import") return { clue: "noValue", reason: IDLE[role.place] };
      return role.place === "statement"
        ? { clue: "inDocstring", reason: "it lies in a text that does nothing, as those that document code" }
        : undefined;
    default:
      return undefined;
  }
}

function ofValue(role: Role, language: TreeLanguage, source: string): TreeClue | undefined {
  switch (role.kind) {
    case "fallback":
      return placed(defaultOf(role.of));
    case "compared":
      return { clue: "compared", reason: comparedWith(role.with) };
    case "named": {
      const name = toldName(role.name);
      if (name === undefined || role.how === "assigned" || role.how === "pair") return undefined;
      return placed(role.how === "parameter" ? `it is the default of ${name}` : `it is given as ${name}`);
    }
    case "argument":
      return ofArgument(role.call, role.index, language, source);
    case "piece":
      return { clue: "onlyPart", reason: "it is only a part of the value, which is put together when the code runs" };
    case "idle":
      if (role.place === "member")
        return { clue: "memberName", reason: "it is what a member of an enumeration stands for" };
      if (role.place === "type" || role.place === "key" || role.place === "index")
        return { clue: "noValue", reason: IDLE[role.place] };
      return undefined;
    default:
      return undefined;
  }
}

function ofArgument(call: Call, index: number, language: TreeLanguage, source: string): TreeClue | undefined {
  if (index === 1 && looksUp(call.callee)) return placed(defaultOf(written(call.args[0], source)));
  const client = clientArgument(language, call.callee, index, call.args.length);
  return client === undefined ? undefined : placed(`it is the ${argumentOf(call, index)}, the ${client.what}`);
}

export function defaultOf(expression: string): string {
  const name = toldName(expression.replace(/^["'`](?<name>.*)["'`]$/s, "$<name>"));
  return name === undefined ? "it is a default" : `it is the default of ${name}`;
}

export function comparedWith(expression: string): string {
  const name = toldName(nameOf(expression));
  return name === undefined ? "something is compared with it" : `it is compared with ${name}`;
}
