import { Binary, type Expr, FunctionCall, Grouping, Literal, Logical } from "@actions/expressions/ast";
import { TokenType } from "@actions/expressions/lexer";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { type Facts, known, mayHold, pathOf } from "./condition.ts";
import { readCondition, readConditionTree } from "./expression.ts";
import type { Event } from "./model.ts";
import { ACTORS, outsiderFacts } from "./outsider.ts";

/** A condition's question whether a bot caused the run. */
export interface BotCheck {
  /** What is asked: `github.actor`. */
  readonly path: string;
  /** The bot's name, or the part of it that is asked for. */
  readonly bot: string;
  readonly place: Place;
}

/** Names of accounts that act by themselves, and the numbers of the best known ones. */
const BOT = /\[bot\]$|[-_]bot$|^(?:dependabot|renovate)\b|^(?:49699333|29139614|27856297|41898282)$/i;

/** The checks in an `if` that let a bot through; those that keep one out are none. */
export function botChecks(condition: Scalar): BotCheck[] {
  const tree = readConditionTree(condition.value);
  if (tree === undefined) return [];
  const accesses = readCondition(condition.value).flatMap((found) => found.accesses);
  return checksIn(tree).flatMap((check) => {
    const access = accesses.find(({ context, keys }) => isSame([context, ...keys].join("."), check.path));
    return access === undefined ? [] : [{ ...check, place: placeWithin(condition, access.start, access.end) }];
  });
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

type Asked = Omit<BotCheck, "place">;

const COMPARING = new Set(["contains", "startswith", "endswith"]);

function checksIn(node: Expr): Asked[] {
  if (node instanceof Grouping) return checksIn(node.group);
  if (node instanceof Logical) return node.args.flatMap(checksIn);
  if (node instanceof Binary && node.operator.type === TokenType.EQUAL_EQUAL) return askedOf([node.left, node.right]);
  if (!(node instanceof FunctionCall) || !COMPARING.has(node.functionName.lexeme.toLowerCase())) return [];
  // A list is written as `fromJSON('[…]')`.
  return askedOf(node.args.map((arg) => (arg instanceof FunctionCall ? (arg.args[0] ?? arg) : arg)));
}

function askedOf(sides: readonly Expr[]): Asked[] {
  const path = sides.map(pathOf).find((one) => one !== undefined && namesActor(one));
  const bot = sides.flatMap(namesIn).find((name) => BOT.test(name));
  return path === undefined || bot === undefined ? [] : [{ path, bot }];
}

/** Whoever caused the run, which need not be whoever wrote what it runs on. Who wrote a comment is no such question. */
const namesActor = (path: string): boolean =>
  (ACTORS.test(path.toLowerCase()) && !/\.(?:comment|review)\./i.test(path)) ||
  /^github\.event\.(?:workflow_run\.(?:triggering_)?actor|pull_request\.sender)\.login$/i.test(path);

function namesIn(node: Expr): string[] {
  if (!(node instanceof Literal)) return [];
  return String(node.token.value ?? node.token.lexeme).match(/[\w-]*\[bot\]|[\w-]+/g) ?? [];
}

/** Whether conditions may all hold for an outsider's content, where the bot was brought to cause the run. */
export function mayHoldAsBot(conditions: readonly Scalar[], event: Event, check: Asked): boolean {
  const others = outsiderFacts(event, "outsider");
  const facts: Facts = (path) => {
    if (isSame(path, check.path)) return known(check.bot);
    // The bot has a name and a number, of which only the one that is asked for is known.
    return namesActor(path) ? { kind: "unknown" } : others(path);
  };
  return conditions.every(({ value }) => mayHold(value, facts));
}
