import type { SyntaxNode } from "../core/syntax.ts";
import { handsOn, isHandedOnBy, lastWord } from "./callees.ts";
import { compares } from "./clients.ts";
import type { Call, Grammar, Role } from "./grammar.ts";
import { written } from "./grammar.ts";

/** Nodes above a text that are looked at. */
const HIGHEST = 12;

/** A role that tells something, and the node that has it. */
export interface FoundRole {
  readonly node: SyntaxNode;
  readonly role: Role;
}

/** What a text is for what stands around it, from the inside out, up to the first that settles it. */
export function rolesOf(text: SyntaxNode, grammar: Grammar, source: string): readonly FoundRole[] {
  const found: FoundRole[] = [];
  let node = text;
  for (let step = 0; step < HIGHEST; step++) {
    const { parent } = node;
    if (parent === undefined) break;
    const role = grammar.role(parent, node, source);
    if (role === undefined) break;
    const call = "call" in role ? role.call : undefined;
    if (call !== undefined && isPassedOn(role, call)) {
      node = call.node;
      continue;
    }
    const told = call === undefined ? role : (comparison(role, call, source) ?? otherwise(role, call) ?? role);
    if (told.kind !== "same") found.push({ node: parent, role: told });
    if (told.kind !== "same" && told.kind !== "fallback" && told.kind !== "element" && told.kind !== "piece") break;
    node = parent;
  }
  return found;
}

/** Whether a call gives the text back, so that what is said of the call is said of the text. */
function isPassedOn(role: Role, { callee, args }: Call): boolean {
  if (role.kind === "argument") return role.index === 0 && args.length <= 2 && handsOn(callee);
  return role.kind === "receiver" && isHandedOnBy(role.method);
}

/** A call that compares, as what it is. */
function comparison(role: Role, { callee, args }: Call, source: string): Role | undefined {
  const word = lastWord(callee);
  if (!compares(word)) return undefined;
  const [first, second] = args;
  if (role.kind === "receiver") return { kind: "compared", with: written(first, source) };
  if (role.kind !== "argument" || role.index > 1) return undefined;
  if (second !== undefined) return { kind: "compared", with: written(role.index === 0 ? second : first, source) };
  return { kind: "compared", with: callee.slice(0, -word.length).replace(/\.\s*$/, "") };
}

/** The argument of a call that gives it where what it is called on has no value: `Optional.ofNullable(…).orElse("…")`. */
function otherwise(role: Role, { callee, args }: Call): Role | undefined {
  const word = lastWord(callee);
  if (role.kind !== "argument" || args.length !== 1 || !GIVES_OTHERWISE.has(word)) return undefined;
  return { kind: "fallback", of: callee.slice(0, -word.length).replace(/\.\s*$/, "") };
}

const GIVES_OTHERWISE = new Set(["orElse"]);
