import type { SecretMatch } from "../core/stages.ts";
import type { SyntaxNode, TreeLanguage } from "../core/syntax.ts";
import type { TextView } from "../core/text.ts";
import type { CarriedMatch } from "../core/tree-reading.ts";
import { clientArgument } from "./clients.ts";
import { argumentOf, comparedWith, defaultOf } from "./clues-of.ts";
import type { Grammar } from "./grammar.ts";
import { joinedFrom } from "./joined.ts";
import { nameOf } from "./name-of.ts";
import { type FoundRole, rolesOf } from "./roles-of.ts";

/** A parsed unit. */
export interface Parsed {
  readonly root: SyntaxNode;
  readonly view: TextView;
  readonly grammar: Grammar;
  readonly language: TreeLanguage;
}

/** Nodes above a keyword among which what it belongs to is looked for. */
const HIGHEST = 5;
/** Nodes below that which are looked at. */
const MOST_NODES = 120;

/** Values in what a keyword belongs to: `createHmac(`, `password.equals(`, `password =` at the end of a line. */
export function carriedAt(parsed: Parsed, start: number, end: number): readonly CarriedMatch[] {
  const { view, grammar } = parsed;
  const last = view.text[end - 1];
  const carrier = last === "\n" ? "line" : last === "(" || /\w/.test(last ?? "") ? "call" : "fallback";
  const isOwner = (node: SyntaxNode): boolean =>
    carrier === "line" ? node.end > end : carrier === "fallback" || grammar.call(node, view.text) !== undefined;
  let node = smallest(parsed.root, start, carrier === "line" ? end - 1 : end);
  for (let step = 0; node !== undefined && step < HIGHEST; step++, node = node.parent) {
    if (node.type === "ERROR" || grammar.texts.has(node.type)) return [];
    if (!isOwner(node)) continue;
    const owner = node;
    return textsIn(owner, grammar, view.text).flatMap((text) => {
      const match = matchOf(parsed, text, owner, { kind: carrier, at: start });
      return match === undefined ? [] : [match];
    });
  }
  return [];
}

/** What a keyword stands for, as its last sign tells, and where it begins: `getenv("TOKEN") or ` ends in a blank. */
interface Carrier {
  readonly kind: "call" | "line" | "fallback";
  readonly at: number;
}

function smallest(root: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  let node = root;
  for (;;) {
    const inner = node.children.find((one) => one.start <= start && end <= one.end);
    if (inner === undefined) return node;
    node = inner;
  }
}

/** Constant texts in a node, in order. */
function textsIn(node: SyntaxNode, grammar: Grammar, source: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [node];
  for (let seen = 0; waiting.length > 0 && seen < MOST_NODES; seen++) {
    const next = waiting.pop() as SyntaxNode;
    if (grammar.content(next, source) === undefined) waiting.push(...next.children.toReversed());
    else found.push(next);
  }
  return found;
}

/** A text as a match, if what it is for is something that holds a secret. */
function matchOf(parsed: Parsed, text: SyntaxNode, owner: SyntaxNode, carrier: Carrier): CarriedMatch | undefined {
  const { view, grammar } = parsed;
  const source = view.text;
  const joined = joinedFrom(text, grammar, source);
  const content = grammar.content(text, source);
  const parts = joined?.parts ?? (content === undefined ? [] : [content]);
  const [first, last] = [parts[0], parts.at(-1)];
  // A sum is told once, with its first part.
  if (first === undefined || last === undefined || first.start !== content?.start) return undefined;
  const carried = carriedBy(rolesOf(joined?.node ?? text, grammar, source), owner, parsed, carrier, first.start);
  if (carried === undefined) return undefined;
  const secret = { start: view.byteAt(first.start), end: view.byteAt(last.end) };
  const value = parts.map(({ start, end }) => source.slice(start, end)).join("");
  const { name, message, clues, isByPlace } = carried;
  const said = { name, ...(message === undefined ? {} : { message }) };
  return { match: { span: secret, secret, value, quoted: true, ...said }, clues, isByPlace };
}

/** What is said of a match, and where that comes from. */
type Carried = Pick<CarriedMatch, "clues" | "isByPlace"> & { readonly name: string } & Pick<SecretMatch, "message">;

function carriedBy(
  roles: readonly FoundRole[],
  owner: SyntaxNode,
  { language, view: { text: source } }: Parsed,
  carrier: Carrier,
  at: number,
): Carried | undefined {
  const last = roles.at(-1);
  if (last === undefined || roles.some(({ role }) => role.kind === "piece")) return undefined;
  const { node, role } = last;
  if (carrier.kind === "line") {
    const isOwn = role.kind === "named" && node.start <= carrier.at && source.slice(node.start, at).includes("\n");
    return isOwn ? { name: nameOf(role.name), clues: [], isByPlace: false } : undefined;
  }
  if (carrier.kind === "fallback") {
    const [first] = roles;
    if (first?.role.kind !== "fallback" || first.node.start > carrier.at || first.node !== owner) return undefined;
    return defaultFor(first.role.of);
  }
  const otherwise = roles.find(
    (one) => one.role.kind === "fallback" && one.node.start >= owner.start && one.node.end <= owner.end,
  );
  if (otherwise?.role.kind === "fallback") return defaultFor(otherwise.role.of);
  if (node.start < owner.start || node.end > owner.end) return undefined;
  if (role.kind === "compared") {
    const reason = comparedWith(role.with);
    return { name: nameOf(role.with), clues: [{ clue: "compared", reason }], isByPlace: false, message: says(reason) };
  }
  if (role.kind !== "argument") return undefined;
  const client = clientArgument(language, role.call.callee, role.index, role.call.args.length);
  if (client === undefined) return undefined;
  const reason = `it is the ${argumentOf(role.call, role.index)}, the ${client.what}`;
  return { name: client.what, clues: [{ clue: "inSyntax", reason }], isByPlace: true, message: says(reason) };
}

function defaultFor(expression: string): Carried {
  const reason = defaultOf(expression);
  return { name: nameOf(expression), clues: [{ clue: "inSyntax", reason }], isByPlace: false, message: says(reason) };
}

const says = (reason: string): string => `Secret in code: ${reason}.`;
